import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { connectionConfig } from './connection.ts'
import { isCopyOfRunningCluster, recordClusterIdentity, verifyCluster } from './detect-copied-cluster.ts'
import { initialisePostgres } from './initialise-postgres.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { findPostmaster, isPostmaster, type Postmaster, removeStaleLocks } from './postmaster-pid.ts'
import { UserError } from './user-error.ts'

export type EmbeddedPostgres = {
  /** Its address as the owner of everything in it. */
  url: string
  /** Ends it, open connections too, and waits until it is gone. */
  stop: () => Promise<void>
}

const user = 'lexai'
const database = 'lexai'
const maxSocketPath = 107
const socketPort = 5432
const startTimeoutMs = 60_000
const maxLogBytes = 10 * 2 ** 20
/** Two numbers that nobody else locks in this database. */
const ownerLock = [0x6c657861, 1]
const isTcp = process.platform === 'win32'

/** Small and durable: everything acknowledged survives a crash, and the memory stays with the app. */
const tuning = {
  synchronous_commit: 'on',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  random_page_cost: '1.1',
  jit: 'off',
  max_connections: '100',
  timezone: 'UTC',
  log_checkpoints: 'off',
}

/**
 * Starts a PostgreSQL of our own in `<dataDir>/postgres`, made at the first start; only this account with this password
 * reaches it. One process owns a data folder: a second gets a `UserError`. One that a killed LexAI left is taken over. A folder that
 * was copied while LexAI ran on it is checked, and refused with a `UserError` where the copy is damaged.
 */
export async function startEmbeddedPostgres(dataDir: string, password: string): Promise<EmbeddedPostgres> {
  const binaries = findPostgresBinaries()
  const clusterDir = path.join(dataDir, 'postgres')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // Another account has to be able to pass through; what lies beside has its own modes.
  if (binaries.account) chmodSync(dataDir, 0o711)
  await initialisePostgres(binaries, clusterDir, user, password)

  const cluster = new Cluster(binaries, dataDir, clusterDir, password)
  // Whatever ends this process, PostgreSQL is told to end too; `stop` waits for it.
  process.once('exit', () => cluster.kill())
  const isCopy = isCopyOfRunningCluster(clusterDir)
  await cluster.start()
  try {
    if (isCopy) {
      console.warn(
        `The data folder ${dataDir} was copied while LexAI ran on it. Checking whether the copy holds together.`,
      )
      await verifyCluster(cluster.url(database), dataDir)
    }
    recordClusterIdentity(clusterDir)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { url: cluster.url(database), stop: () => cluster.stop() }
}

/** The address of the PostgreSQL that a running LexAI has started on this folder, or null where none runs. */
export function findEmbeddedPostgres(dataDir: string, password: string): string | null {
  const postmaster = findPostmaster(path.join(dataDir, 'postgres'))
  return postmaster && addressOf(postmaster, password, database)
}

class Cluster {
  #child: ChildProcess | null = null
  #owner: pg.Client | null = null
  #postmaster: Postmaster | null = null
  #temporarySocketDir: string | null = null
  #isStopping = false
  readonly #binaries: PostgresBinaries
  readonly #dataDir: string
  readonly #clusterDir: string
  readonly #password: string

  constructor(binaries: PostgresBinaries, dataDir: string, clusterDir: string, password: string) {
    this.#binaries = binaries
    this.#dataDir = dataDir
    this.#clusterDir = clusterDir
    this.#password = password
  }

  url(name: string): string {
    const address = this.#postmaster && addressOf(this.#postmaster, this.#password, name)
    if (!address) throw new Error('PostgreSQL is not running')
    return address
  }

  async start(): Promise<void> {
    const owner = await this.#connect()
    await this.#own(owner)
    const { rowCount } = await owner.query('SELECT FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await owner.query(`CREATE DATABASE ${database}`)
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#owner?.end().catch(() => {})
    const pid = this.#postmaster?.pid
    if (pid) await endProcess(pid, () => isPostmaster(pid, this.#clusterDir))
    // Where it is a child of ours it is gone only when it has been waited for: until then whoever asks for its id still finds it.
    if (this.#child) await once(this.#child, 'exit')
    if (this.#temporarySocketDir) rmSync(this.#temporarySocketDir, { recursive: true, force: true })
  }

  /** Tells PostgreSQL to end, where it is ours, and waits for nothing. */
  kill(): void {
    this.#isStopping = true
    const takenOver = this.#owner ? this.#postmaster?.pid : undefined
    if (this.#child?.pid) send(this.#child.pid, 'SIGINT')
    else if (takenOver && isPostmaster(takenOver, this.#clusterDir)) send(takenOver, 'SIGINT')
  }

  /** Starts the server unless one runs, and waits until it takes connections. */
  async #connect(): Promise<pg.Client> {
    const deadline = Date.now() + startTimeoutMs
    for (let starts = 0; Date.now() < deadline && starts < 30; await delay(20 + starts * 20)) {
      this.#postmaster = findPostmaster(this.#clusterDir)
      if (!this.#postmaster && !this.#child) {
        starts++
        await this.#spawn()
      }
      const connectionString = this.#postmaster && addressOf(this.#postmaster, this.#password, 'postgres')
      if (!connectionString) continue
      const client = new pg.Client(connectionConfig(connectionString, `lexai ${process.pid}`))
      client.on('error', () => {})
      try {
        await client.connect()
        return client
      } catch (error) {
        if ((error as { code?: string }).code !== '28P01') continue
        throw new UserError(`The password in ${this.#dataDir}/secrets.json does not open the database beside it.`)
      }
    }
    throw new UserError(`PostgreSQL does not start; ${this.#logFile} says why.`)
  }

  /** The lock lives as long as this connection, so a killed process leaves none behind. */
  async #own(owner: pg.Client): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const { rows } = await owner.query('SELECT pg_try_advisory_lock($1, $2) AS owned', ownerLock)
      if (rows[0]?.owned) {
        this.#owner = owner.once('end', () => void this.#recover())
        return
      }
      await delay(50)
    }
    const { rows } = await owner.query(
      `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
       WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted`,
      ownerLock,
    )
    await owner.end()
    const other = /\d+/.exec(rows[0]?.name ?? '')?.[0]
    throw new UserError(
      `LexAI is already running on ${this.#dataDir}${other ? ` (process ${other})` : ''}. ` +
        'Stop that one, or give this one a folder of its own with LEXAI_DATA_DIR.',
    )
  }

  /** PostgreSQL was killed from outside, or dropped all connections to recover by itself. The pool finds its way back alone. */
  async #recover(): Promise<void> {
    if (this.#isStopping) return
    try {
      await this.#own(await this.#connect())
    } catch (error) {
      console.error(`The database is lost: ${(error as Error).message}`)
      process.kill(process.pid, 'SIGTERM')
    }
  }

  async #spawn(): Promise<void> {
    removeStaleLocks(this.#clusterDir)
    const settings = {
      ...tuning,
      listen_addresses: isTcp ? '127.0.0.1' : '',
      port: String(isTcp ? await findFreePort() : socketPort),
      ...(!isTcp && { unix_socket_directories: this.#socketDir(), unix_socket_permissions: '0700' }),
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const [command, args] = this.#binaries.command('postgres', ['-D', this.#clusterDir, ...flags])
    const log = openSync(this.#logFile, sizeOf(this.#logFile) > maxLogBytes ? 'w' : 'a', 0o600)
    // A group of its own, so that Ctrl-C in the terminal reaches us alone and we end it when nothing needs it any more.
    const child = spawn(command, args, { ...this.#binaries.account, stdio: ['ignore', log, log], detached: true })
    closeSync(log)
    this.#child = child
    const forget = () => {
      this.#child = null
    }
    child.once('error', forget).once('exit', forget)
  }

  /** The cluster's own folder, which its owner alone may enter; where its path is too long for a socket, a fresh temporary one. */
  #socketDir(): string {
    if (Buffer.byteLength(`${this.#clusterDir}/.s.PGSQL.${socketPort}`) <= maxSocketPath) return this.#clusterDir
    this.#temporarySocketDir ??= mkdtempSync(path.join(tmpdir(), 'lexai-'))
    const { account } = this.#binaries
    if (account) chownSync(this.#temporarySocketDir, account.uid, account.gid)
    return this.#temporarySocketDir
  }

  get #logFile(): string {
    return path.join(this.#dataDir, 'postgres.log')
  }
}

/** Null while it has not yet said where it listens. */
function addressOf({ port, socketDir }: Postmaster, password: string, name: string): string | null {
  const account = `postgresql://${user}:${encodeURIComponent(password)}`
  if (isTcp) return port === null ? null : `${account}@127.0.0.1:${port}/${name}`
  return socketDir === null ? null : `${account}@localhost/${name}?host=${encodeURIComponent(socketDir)}`
}

/** Asks PostgreSQL to drop its connections and end; after ten seconds, to end without tidying. */
async function endProcess(pid: number, isAlive: () => boolean): Promise<void> {
  send(pid, 'SIGINT')
  for (let waitedMs = 0; isAlive(); waitedMs += 10) {
    if (waitedMs === 10_000) send(pid, 'SIGQUIT')
    await delay(10)
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {}
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
