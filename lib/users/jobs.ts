import { handleJob } from '#lib/core/jobs/handle-job.ts'
import { encryptedJob } from '#lib/core/mail/enqueue-mail.ts'
import { sendMailTask } from '#lib/core/mail/send-mail.ts'
import { sendPasswordResetMailTask } from './commands/request-password-reset.ts'
import { sendRegistrationMailTask } from './commands/send-registration-mail.ts'

/** The jobs that send mail. */
export const mailJobs = [
  handleJob(encryptedJob('send-mail'), sendMailTask),
  handleJob(encryptedJob('mail-registration'), sendRegistrationMailTask),
  handleJob(encryptedJob('mail-password-reset'), sendPasswordResetMailTask),
]
