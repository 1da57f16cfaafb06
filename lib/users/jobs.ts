import { handleJob } from '#lib/core/jobs/handle-job.ts'
import { sealedJob } from '#lib/core/mail/enqueue-mail.ts'
import { sendMailTask } from '#lib/core/mail/send-mail.ts'
import { mailRegistrationTask } from './commands/mail-registration.ts'
import { mailPasswordResetTask } from './commands/request-password-reset.ts'

/** The jobs that send mail. */
export const mailJobs = [
  handleJob(sealedJob('send-mail'), sendMailTask),
  handleJob(sealedJob('mail-registration'), mailRegistrationTask),
  handleJob(sealedJob('mail-password-reset'), mailPasswordResetTask),
]
