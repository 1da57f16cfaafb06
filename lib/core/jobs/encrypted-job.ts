import { z } from 'zod'
import { encryptSecret } from '../auth/encryption.ts'
import type { Tx } from '../db/client.ts'
import { defineJob, type Job, type JobOptions } from './define-job.ts'
import { enqueue } from './enqueue.ts'

const encryptedPayload = z.object({ sealed: z.string() })

/** A job whose payload is encrypted in the queue, because the links in mails give access to accounts. */
export type EncryptedJob<Schema extends z.ZodType = z.ZodType> = {
  job: Job<typeof encryptedPayload>
  /** Checks the payload after it was decrypted. */
  schema: Schema
}

export function defineEncryptedJob<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  options: JobOptions = {},
): EncryptedJob<Schema> {
  return { job: defineJob(name, encryptedPayload, options), schema }
}

/** Adds the job in the caller's transaction. Only a process that has AUTH_SECRET can decrypt the payload, and only for this job. */
export async function enqueueEncrypted<Schema extends z.ZodType>(
  tx: Tx,
  { job }: EncryptedJob<Schema>,
  payload: z.input<Schema>,
): Promise<void> {
  const sealed = Buffer.from(encryptSecret(JSON.stringify(payload), job.name)).toString('base64url')
  await enqueue(tx, job, { sealed })
}
