import { z } from 'zod'
import { decryptSecret, encryptSecret } from '../auth/encryption.ts'
import type { Tx } from '../db/client.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Mail } from './mail.ts'

/** Enqueues a mail in the caller's transaction. The job `send-mail` sends it and retries until the mail server accepts it. */
export async function enqueueMail(tx: Tx, mail: Mail): Promise<void> {
  await enqueueEncrypted(tx, 'send-mail', mail)
}

/** Enqueues a job with an encrypted payload, because links in mails give access to accounts. */
export async function enqueueEncrypted(tx: Tx, task: string, payload: object): Promise<void> {
  const sealed = Buffer.from(encryptSecret(JSON.stringify(payload), task)).toString('base64url')
  await enqueue(tx, task, { sealed }, { priority: -10 })
}

const encryptedPayload = z.object({ sealed: z.string() })

/** Decrypts the payload of a job that `enqueueEncrypted` added. Throws if it was added for another task. */
export function decryptPayload(task: string, payload: unknown): unknown {
  const { sealed } = encryptedPayload.parse(payload)
  return JSON.parse(decryptSecret(Buffer.from(sealed, 'base64url'), task).toString())
}
