import { expect, test } from '@playwright/test'
import nodemailer from 'nodemailer'
import { sendBySmtp, smtpAddress } from '#lib/core/mail/send-mail.ts'
import { startMailServer } from '#tests/support/mail-server.ts'

const message = {
  from: 'lexai@example.com',
  to: 'ada@example.com',
  subject: 'Link',
  text: 'https://lexai.example.com/reset/x',
}

test('Mail is sent without TLS only to localhost or when the SMTP address allows it', async () => {
  const mail = await startMailServer()
  const { port } = new URL(mail.url)
  const send = (url: string) => nodemailer.createTransport(smtpAddress(url)).sendMail(message)
  // Another name of this machine that is not recognised as local.
  const elsewhere = `smtp://0.0.0.0:${port}`
  await expect(send(elsewhere)).rejects.toThrow(/STARTTLS|TLS/)
  expect(mail.mails).toHaveLength(0)
  await send(`${elsewhere}?requireTLS=false`)
  await send(mail.url)
  await expect.poll(() => mail.mails.length).toBe(2)
  await mail.close()
})

test('An unreachable mail server and a refused mail have their own error codes', async () => {
  const mail = await startMailServer()
  const { port } = new URL(mail.url)
  await expect(sendBySmtp(`smtp://0.0.0.0:${port}`, message)).rejects.toMatchObject({ code: 'mail.refused' })
  await mail.close()
  await expect(sendBySmtp(mail.url, message)).rejects.toMatchObject({ code: 'mail.unavailable', status: 503 })
})
