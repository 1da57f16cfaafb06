import { sendMailTask } from '#lib/core/mail/send-mail.ts'
import { sendPasswordResetMailTask } from './commands/request-password-reset.ts'
import { sendRegistrationMailTask } from './commands/send-registration-mail.ts'

/** The jobs that send mails. */
export const mailTasks = {
  'send-mail': sendMailTask,
  'mail-registration': sendRegistrationMailTask,
  'mail-password-reset': sendPasswordResetMailTask,
}
