import type { Tx } from '../db/client.ts'
import { defineEncryptedJob, enqueueEncrypted } from '../jobs/encrypted-job.ts'
import { priorities } from '../jobs/priorities.ts'
import { type Mail, mailSchema } from './mail.ts'

export const sendMailJob = defineEncryptedJob('send-mail', mailSchema, { priority: priorities.mail })

/** Enqueues a mail in the caller's transaction. The job `send-mail` sends it and retries until the mail server accepts it. */
export async function enqueueMail(tx: Tx, mail: Mail): Promise<void> {
  await enqueueEncrypted(tx, sendMailJob, mail)
}
