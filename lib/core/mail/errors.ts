import { defineErrors } from '../define-errors.ts'

export const mailErrors = defineErrors({
  'mail.unavailable': {
    status: 503,
    title: 'The mail server is unavailable',
    help: 'Mail is sent as soon as the server responds. Check SMTP_URL and the mail server.',
  },
  'mail.refused': {
    status: 502,
    title: 'The mail server rejected the message',
    help: 'Check the user name, the password and the encryption in SMTP_URL, and the response of the mail server.',
  },
})
