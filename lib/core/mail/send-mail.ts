import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nodemailer, { type Transporter } from 'nodemailer'
import { newId } from '../db/id.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import { withStorageErrors } from '../storage/storage-failure.ts'
import { decryptPayload } from './enqueue-mail.ts'
import { type Mail, writeMail } from './messages.ts'

/** The job `send-mail`. Throws while the mail server does not take the mail; the job is then tried again. */
export async function sendMailTask(payload: unknown): Promise<void> {
  await sendMail(decryptPayload('send-mail', payload) as Mail)
}

/** By SMTP, or into the outbox as an .eml file where SMTP_URL is not set. Throws `mail.unavailable`, `mail.refused`, or what storage throws. */
export async function sendMail(mail: Mail): Promise<void> {
  const { subject, text } = writeMail(mail)
  const domain = new URL(env.publicOrigin).hostname
  const from = { name: 'LexAI', address: `lexai@${domain.includes('.') ? domain : `${domain}.localdomain`}` }
  const headers = { 'Auto-Submitted': 'auto-generated' }
  // An array of one, so that a comma in an address cannot add a second reader.
  const message = { from, to: [{ name: 'name' in mail ? mail.name : '', address: mail.to }], subject, text, headers }
  if (env.smtpUrl) await sendBySmtp(env.smtpUrl, message)
  else await withStorageErrors(async () => writeToOutbox(await compose(message)))
}

/** nodemailer's codes for a server that is not there; a server that is there and says no has given an answer. */
const unreachableCodes = new Set(['ECONNECTION', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ESOCKET', 'EDNS'])

/** Sends one message. Throws `mail.unavailable` where no server answers, `mail.refused` where one does and does not take it. */
export async function sendBySmtp(url: string, message: object): Promise<void> {
  try {
    await smtp(url).sendMail(message)
  } catch (cause) {
    const { code = '', responseCode } = cause as { code?: string; responseCode?: number }
    const isUnreachable = unreachableCodes.has(code) && responseCode === undefined
    throw new AppError(isUnreachable ? 'mail.unavailable' : 'mail.refused', {
      cause,
      detail: answerOf(code, responseCode),
    })
  }
}

/** What the mail server answered, by its numbers alone: its words may quote the mail. */
function answerOf(code: string, responseCode: number | undefined): string {
  return responseCode === undefined
    ? `The mail server: ${code}.`
    : `The mail server answered ${responseCode} (${code}).`
}

const transports = new Map<string, Transporter>()

function smtp(url: string): Transporter {
  const known = transports.get(url)
  if (known) return known
  const created = nodemailer.createTransport(smtpAddress(url), { disableFileAccess: true, disableUrlAccess: true })
  transports.set(url, created)
  return created
}

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])$/

/**
 * The address for nodemailer. Requires TLS, since mails carry links that open accounts: with `smtp://` the server has to offer STARTTLS, or nothing is sent. Not on
 * the loopback interface, and not where the address says otherwise: `smtp://host:25?requireTLS=false`.
 */
export function smtpAddress(url: string): string {
  const address = new URL(url)
  const needsTls = !loopback.test(address.hostname) && !address.searchParams.has('requireTLS')
  if (needsTls) address.searchParams.set('requireTLS', 'true')
  return address.href
}

async function compose(message: object): Promise<Buffer> {
  const { message: eml } = await nodemailer.createTransport({ streamTransport: true, buffer: true }).sendMail(message)
  return eml as Buffer
}

async function writeToOutbox(eml: Buffer): Promise<void> {
  const outbox = path.join(env.dataDir, 'outbox')
  const file = path.join(outbox, `${newId()}.eml`)
  await mkdir(outbox, { recursive: true, mode: 0o700 })
  await writeFile(`${file}.part`, eml, { mode: 0o600 })
  await rename(`${file}.part`, file)
  log.info({ file }, 'SMTP_URL is not set: the mail is in the outbox')
}
