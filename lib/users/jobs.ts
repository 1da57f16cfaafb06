import { handleEncryptedJob } from '#lib/core/jobs/handle-encrypted-job.ts'
import { sendMailJob } from '#lib/core/mail/enqueue-mail.ts'
import { sendMail } from '#lib/core/mail/send-mail.ts'
import { registrationMailJob } from './commands/register.ts'
import { passwordResetMailJob, sendPasswordResetMail } from './commands/request-password-reset.ts'
import { sendRegistrationMail } from './commands/send-registration-mail.ts'

/** The jobs that send mails. */
export const mailJobs = [
  handleEncryptedJob(sendMailJob, sendMail),
  handleEncryptedJob(registrationMailJob, sendRegistrationMail),
  handleEncryptedJob(passwordResetMailJob, sendPasswordResetMail),
]
