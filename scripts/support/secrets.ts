import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { UserError } from '../../lib/core/db/user-error.ts'

const secretsSchema = z.object({ authSecret: z.string().min(32), databasePassword: z.string().min(32) })
export type Secrets = z.infer<typeof secretsSchema>

/** The secrets in the data folder's secrets.json (mode 0600), which is created at the first start. Throws a UserError. */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json')
  const found = read(file)
  if (found) return found
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    create(file)
  } catch (error) {
    throw new UserError(`The data folder ${dataDir} cannot be written to (${(error as Error).message}).`)
  }
  const created = read(file)
  if (!created) throw new Error('secrets.json was deleted immediately after it was created')
  return created
}

/** Creates the file atomically. If another process was faster, its file is kept. */
function create(file: string): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`
  const secret = () => randomBytes(32).toString('base64url')
  const secrets: Secrets = { authSecret: secret(), databasePassword: secret() }
  writeFileSync(temporary, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(temporary, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(temporary)
  }
}

function read(file: string): Secrets | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    throw new UserError(`${file} cannot be read (${code}). Start LexAI as the account that owns it.`)
  }
  const parsed = secretsSchema.safeParse(parseJson(text))
  if (!parsed.success)
    throw new UserError(`${file} is damaged. Restore it from a backup: the database cannot be opened without it.`)
  if (statSync(file).mode & 0o077) chmodSync(file, 0o600)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
