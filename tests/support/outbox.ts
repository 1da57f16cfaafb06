import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { type ReceivedMail, readMail } from './mail-server.ts'

/** The mails to `to` in the outbox folder of the worker's server, oldest first. */
async function listOutbox(to: string): Promise<ReceivedMail[]> {
  const outbox = path.join(process.env.LEXAI_DATA_DIR ?? '', 'outbox')
  // File names are ids that sort by time; a file ending in .part is being written.
  const files = (await readdir(outbox).catch(() => [])).filter((file) => file.endsWith('.eml')).sort()
  const mails = await Promise.all(files.map(async (file) => readMail(await readFile(path.join(outbox, file)))))
  return mails.filter((mail) => mail.to === to)
}

/** Waits for the mail to `to` with that subject in the outbox. */
export async function waitForOutbox(to: string, subject: string): Promise<ReceivedMail> {
  const find = async () => (await listOutbox(to)).find((mail) => mail.subject === subject)
  await expect.poll(find, `a mail "${subject}" to ${to}`).toBeDefined()
  return (await find()) as ReceivedMail
}
