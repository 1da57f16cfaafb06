import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { UserError } from './user-error.ts'

const version = '18'

/** Makes a PostgreSQL cluster in `clusterDir`, or checks that the one there is of our version. */
export async function initialisePostgres(
  binaries: PostgresBinaries,
  clusterDir: string,
  user: string,
  password: string,
): Promise<void> {
  if (!isCluster(clusterDir)) await createCluster(binaries, clusterDir, user, password)
  const found = readFileSync(path.join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  if (found === version) return
  throw new UserError(
    `${clusterDir} was made by PostgreSQL ${found}, and this LexAI brings ${version}. ` +
      'Move the data over with pg_dump, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/** Makes it beside its place and moves it there, so that one broken off halfway is never taken for whole. */
async function createCluster(binaries: PostgresBinaries, clusterDir: string, user: string, password: string) {
  const { account } = binaries
  const workDir = mkdtempSync(`${clusterDir}-new-`)
  const passwordFile = path.join(workDir, 'password')
  const newDir = path.join(workDir, 'cluster')
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (account) for (const file of [workDir, passwordFile]) chownSync(file, account.uid, account.gid)
    const access = [`--username=${user}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    const [command, args] = binaries.command('initdb', ['-D', newDir, '--no-instructions', ...locale(), ...access])
    await run(command, args, account)
    moveInto(newDir, clusterDir)
  } finally {
    rmSync(workDir, { recursive: true, force: true })
  }
}

/** Sorting and case as PostgreSQL itself knows them, the same on every machine; pg_trgm still asks the system what a letter is. */
function locale(): string[] {
  const letters = process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : []
  return ['--encoding=UTF8', '--locale=C', ...letters, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
}

function moveInto(newDir: string, clusterDir: string): void {
  try {
    renameSync(newDir, clusterDir)
  } catch (error) {
    // Another process that started at the same moment was first: its cluster is as good.
    if (!isCluster(clusterDir)) throw error
  }
}

async function run(command: string, args: string[], account: PostgresBinaries['account']): Promise<void> {
  const child = spawn(command, args, { ...account, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
  if (code === 0) return
  const reason = complaint.trim().split('\n').join('; ')
  throw new UserError(`PostgreSQL could not be set up (${reason}). Set DATABASE_URL to a PostgreSQL of your own.`)
}

function isCluster(folder: string): boolean {
  return existsSync(path.join(folder, 'PG_VERSION'))
}
