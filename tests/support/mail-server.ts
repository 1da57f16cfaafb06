import { type ParsedMail, type Source, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { findFreePort } from './global-setup.ts'

export type ReceivedMail = { to: string; subject: string; text: string; links: string[] }
export type MailServer = {
  url: string
  mails: ReceivedMail[]
  /** Sets whether incoming mails are refused with a temporary error. */
  refuse: (isRefusing: boolean) => void
  close: () => Promise<void>
}

/** Starts an SMTP server that keeps the mails it receives. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  let isRefusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onMailFrom: (_address, _session, done) => done(isRefusing ? new Error('Not now') : null),
    onData(stream, _session, done) {
      readMail(stream).then((mail) => {
        mails.push(mail)
        done()
      }, done)
    },
  })
  const port = await findFreePort()
  await new Promise<void>((resolve) => server.listen(port, resolve))
  return {
    url: `smtp://localhost:${port}`,
    mails,
    refuse: (refusing) => {
      isRefusing = refusing
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Parses a mail in MIME format. */
export async function readMail(source: Source): Promise<ReceivedMail> {
  const mail: ParsedMail = await simpleParser(source)
  const to = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''))
  const text = mail.text ?? ''
  return { to: to.join(), subject: mail.subject ?? '', text, links: text.match(/https?:\/\/\S+/g) ?? [] }
}
