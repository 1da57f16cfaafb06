import { z } from 'zod'
import { decryptSecret, encryptSecret } from '../auth/encryption.ts'
import type { Tx } from '../db/client.ts'
import { defineJob } from '../jobs/define-job.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { priorities } from '../jobs/priorities.ts'
import type { Mail } from './messages.ts'

/**
 * Promises a mail within the caller's transaction: a job sends it, again and again until the server takes it. The job's
 * payload is sealed, because a link in it would open an account to whoever reads the table.
 */
export async function enqueueMail(tx: Tx, mail: Mail): Promise<void> {
  await enqueueEncrypted(tx, 'send-mail', mail)
}

/** A job whose payload only a process that knows AUTH_SECRET can read. */
export async function enqueueEncrypted(tx: Tx, task: string, payload: object): Promise<void> {
  const sealed = Buffer.from(encryptSecret(JSON.stringify(payload), task)).toString('base64url')
  await enqueue(tx, encryptedJob(task), { sealed })
}

const sealedPayload = z.object({ sealed: z.string() })

export function encryptedJob(name: string) {
  return defineJob(name, sealedPayload, { priority: priorities.mail })
}

/** What `enqueueEncrypted` was given. */
export function decryptPayload(task: string, payload: unknown): unknown {
  const { sealed } = sealedPayload.parse(payload)
  return JSON.parse(decryptSecret(Buffer.from(sealed, 'base64url'), task).toString())
}
