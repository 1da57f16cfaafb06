import { pool } from '../db/client.ts'

/** The number of mails whose last attempt failed, and the error message of the latest attempt. */
export type UndeliveredMail = { count: number; reason: string }

/** The mails that could not be sent yet and will be retried automatically; null if there are none. */
export async function findUndeliveredMail(): Promise<UndeliveredMail | null> {
  const { rows } = await pool.query<{ count: number; reason: string | null }>(`
    SELECT count(*)::int AS count, (array_agg(j.last_error ORDER BY j.updated_at DESC))[1] AS reason
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'send-mail' AND j.last_error IS NOT NULL`)
  const [found] = rows
  return found && found.count > 0 ? { count: found.count, reason: found.reason ?? '' } : null
}
