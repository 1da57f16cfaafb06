import { type ParsedMail, type Source, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { findFreePort } from './global-setup.ts'

export type ReceivedMail = { to: string; subject: string; text: string; links: string[] }
export type MailServer = {
  url: string
  mails: ReceivedMail[]
  /** Refuses what comes for now, as a server that is down for an hour does. */
  refuse: (isRefusing: boolean) => void
  close: () => Promise<void>
}

/** A real mail server that keeps what it is given. */
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

export async function readMail(source: Source): Promise<ReceivedMail> {
  const mail: ParsedMail = await simpleParser(source)
  const to = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''))
  const text = mail.text ?? ''
  return { to: to.join(), subject: mail.subject ?? '', text, links: text.match(/https?:\/\/\S+/g) ?? [] }
}
