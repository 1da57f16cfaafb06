import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { UserError } from './user-error.ts'

const version = '18'

/**
 * Creates a PostgreSQL cluster in `clusterDir` unless one exists. Throws a UserError if `initdb` fails or the cluster was created by
 * another major version.
 */
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
    `${clusterDir} was created by PostgreSQL ${found}, but this version of LexAI includes PostgreSQL ${version}. ` +
      'Migrate the data with pg_dump, or set DATABASE_URL to your own PostgreSQL.',
  )
}

/** Runs initdb in a temporary folder and then moves the result, so that an interrupted initdb leaves no incomplete cluster. */
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

/**
 * The builtin C.UTF-8 collation, which is the same on every machine. pg_trgm uses the system's LC_CTYPE to recognise letters, so that
 * is set as well.
 */
function locale(): string[] {
  const letters = process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : []
  return ['--encoding=UTF8', '--locale=C', ...letters, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
}

function moveInto(newDir: string, clusterDir: string): void {
  try {
    renameSync(newDir, clusterDir)
  } catch (error) {
    // A concurrently started process was faster. Its cluster is used.
    if (!isCluster(clusterDir)) throw error
  }
}

async function run(command: string, args: string[], account: PostgresBinaries['account']): Promise<void> {
  const child = spawn(command, args, { ...account, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let errorOutput = ''
  child.stderr.on('data', (chunk) => {
    errorOutput += chunk
  })
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
  if (code === 0) return
  const reason = errorOutput.trim().split('\n').join('; ')
  throw new UserError(`initdb failed (${reason}). Set DATABASE_URL to your own PostgreSQL.`)
}

function isCluster(folder: string): boolean {
  return existsSync(path.join(folder, 'PG_VERSION'))
}
