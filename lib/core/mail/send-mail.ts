import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nodemailer, { type Transporter } from 'nodemailer'
import { newId } from '../db/id.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import { withStorageErrors } from '../storage/storage-failure.ts'
import { formatMailText, type Mail } from './mail.ts'

/**
 * Sends a mail by SMTP, or writes it to the outbox as an .eml file if SMTP_URL is not set. Throws `mail.unavailable`, `mail.refused`, or an
 * error of the storage.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { to, name, subject } = mail
  const domain = new URL(env.publicOrigin).hostname
  const from = { name: 'LexAI', address: `lexai@${domain.includes('.') ? domain : `${domain}.localdomain`}` }
  const headers = { 'Auto-Submitted': 'auto-generated' }
  // An object instead of a string, so that a comma in an address cannot add a second recipient.
  const message = { from, to: [{ name: name ?? '', address: to }], subject, text: formatMailText(mail), headers }
  if (env.smtpUrl) await sendBySmtp(env.smtpUrl, message)
  else await withStorageErrors(async () => writeToOutbox(await compose(message)))
}

/** nodemailer's codes for an unreachable server. An error with a response code came from a reachable server. */
const unreachableCodes = new Set(['ECONNECTION', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ESOCKET', 'EDNS'])

/** Sends one message. Throws `mail.unavailable` if the server cannot be reached, `mail.refused` if it does not accept the message. */
export async function sendBySmtp(url: string, message: object): Promise<void> {
  try {
    await smtp(url).sendMail(message)
  } catch (cause) {
    const { code = '', responseCode } = cause as { code?: string; responseCode?: number }
    const isUnreachable = unreachableCodes.has(code) && responseCode === undefined
    throw new AppError(isUnreachable ? 'mail.unavailable' : 'mail.refused', {
      cause,
      detail: describeResponse(code, responseCode),
    })
  }
}

/** Describes the server's response by its codes only, because its text may quote the mail. */
function describeResponse(code: string, responseCode: number | undefined): string {
  return responseCode === undefined
    ? `The mail server: ${code}.`
    : `The mail server responded with ${responseCode} (${code}).`
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
 * The URL for nodemailer. TLS is required, because mails contain links that give access to accounts: with `smtp://`, the server has to
 * support STARTTLS. Exceptions are the loopback interface and URLs with the parameter `requireTLS=false`.
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
  log.info({ file }, 'SMTP_URL is not set: the mail was written to the outbox')
}
