import { sendMailTask } from '#lib/core/mail/send-mail.ts'
import { mailRegistrationTask } from './commands/mail-registration.ts'
import { mailPasswordResetTask } from './commands/request-password-reset.ts'

/** The jobs that mail. */
export const mailTasks = {
  'send-mail': sendMailTask,
  'mail-registration': mailRegistrationTask,
  'mail-password-reset': mailPasswordResetTask,
}
