import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { connectionConfig } from './connection.ts'
import { isCopyOfRunningCluster, recordClusterIdentity, verifyCluster } from './detect-copied-cluster.ts'
import { initialisePostgres } from './initialise-postgres.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { findPostmaster, isPostmaster, type Postmaster, removeStaleLocks } from './postmaster-pid.ts'
import { sendSignal, stopPostgres } from './stop-postgres.ts'
import { UserError } from './user-error.ts'

export type EmbeddedPostgres = {
  /** Its URL with the role that owns all objects. */
  url: string
  /** Closes all connections, stops the server, and waits until it has ended. */
  stop: () => Promise<void>
}

const user = 'lexai'
const database = 'lexai'
const maxSocketPath = 107
const socketPort = 5432
const startTimeoutMs = 60_000
const maxLogBytes = 10 * 2 ** 20
/** The key of the advisory lock that one LexAI process holds on its data folder. */
const ownerLock = [0x6c657861, 1]

/** Durable, and with little memory: committed transactions survive a crash, and most memory is left to the application. */
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
 * Starts PostgreSQL on `<dataDir>/postgres`, which is created at the first start. It is accessible only to this account with this
 * password. A server that a killed LexAI process left running is reused. A folder that was copied while LexAI was running is verified.
 * Throws a UserError if another process uses the data folder, if PostgreSQL does not start, or if a copied folder is damaged.
 */
export async function startEmbeddedPostgres(dataDir: string, password: string): Promise<EmbeddedPostgres> {
  const binaries = findPostgresBinaries()
  const clusterDir = path.join(dataDir, 'postgres')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // The other account needs to traverse the data folder. The other files in it have restrictive modes of their own.
  if (binaries.account) chmodSync(dataDir, 0o711)
  await initialisePostgres(binaries, clusterDir, user, password)

  const cluster = new Cluster(binaries, dataDir, clusterDir, password)
  // PostgreSQL is also stopped if this process ends without `stop`, which would wait for it.
  process.once('exit', () => cluster.kill())
  const isCopy = isCopyOfRunningCluster(clusterDir)
  await cluster.start()
  try {
    if (isCopy) {
      console.warn(
        `The data folder ${dataDir} was copied while LexAI was running. Checking whether the copy is consistent.`,
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

/** The URL of the PostgreSQL server that a running LexAI process started on this folder; null if none is running. */
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
    await this.#acquireOwnerLock(owner)
    const { rowCount } = await owner.query('SELECT FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await owner.query(`CREATE DATABASE ${database}`)
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#owner?.end().catch(() => {})
    const pid = this.#postmaster?.pid
    if (pid) await stopPostgres(pid, () => isPostmaster(pid, this.#clusterDir))
    // A child process exists as a zombie until its exit has been handled.
    if (this.#child) await once(this.#child, 'exit')
    if (this.#temporarySocketDir) rmSync(this.#temporarySocketDir, { recursive: true, force: true })
  }

  /** Sends the shutdown signal to the server if this process owns it, without waiting for its end. */
  kill(): void {
    this.#isStopping = true
    const adoptedPid = this.#owner ? this.#postmaster?.pid : undefined
    if (this.#child?.pid) sendSignal(this.#child.pid, 'SIGINT')
    else if (adoptedPid && isPostmaster(adoptedPid, this.#clusterDir)) sendSignal(adoptedPid, 'SIGINT')
  }

  /** Starts the server unless it is running, and waits until it accepts connections. */
  async #connect(): Promise<pg.Client> {
    const deadline = Date.now() + startTimeoutMs
    for (let starts = 0; Date.now() < deadline && starts < 30; await delay(20 + starts * 20)) {
      this.#postmaster = findPostmaster(this.#clusterDir)
      if (!this.#postmaster && !this.#child) {
        starts++
        this.#spawn()
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
        throw new UserError(`The database does not accept the password in ${this.#dataDir}/secrets.json.`)
      }
    }
    throw new UserError(`PostgreSQL does not start. See ${this.#logFile}.`)
  }

  /** PostgreSQL releases the advisory lock when the connection ends, so a killed process leaves no stale lock. */
  async #acquireOwnerLock(owner: pg.Client): Promise<void> {
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
        'Stop that process, or set LEXAI_DATA_DIR to another folder.',
    )
  }

  /** Called when PostgreSQL was killed, or closed all connections for crash recovery. The connection pool reconnects by itself. */
  async #recover(): Promise<void> {
    if (this.#isStopping) return
    try {
      await this.#acquireOwnerLock(await this.#connect())
    } catch (error) {
      console.error(`Cannot reconnect to the database: ${(error as Error).message}`)
      process.kill(process.pid, 'SIGTERM')
    }
  }

  #spawn(): void {
    removeStaleLocks(this.#clusterDir)
    const settings = {
      ...tuning,
      listen_addresses: '',
      port: String(socketPort),
      unix_socket_directories: this.#socketDir(),
      unix_socket_permissions: '0700',
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const [command, args] = this.#binaries.command('postgres', ['-D', this.#clusterDir, ...flags])
    const log = openSync(this.#logFile, sizeOf(this.#logFile) > maxLogBytes ? 'w' : 'a', 0o600)
    // A separate process group, so that Ctrl-C reaches only LexAI, which stops PostgreSQL last.
    const child = spawn(command, args, { ...this.#binaries.account, stdio: ['ignore', log, log], detached: true })
    closeSync(log)
    this.#child = child
    const clearChild = () => {
      this.#child = null
    }
    child.once('error', clearChild).once('exit', clearChild)
  }

  /** The cluster's folder, which only its owner can enter, or a new temporary folder if its path is too long for a socket. */
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

/** The URL of a database of this server; null until the server listens. */
function addressOf({ socketDir }: Postmaster, password: string, name: string): string | null {
  const account = `postgresql://${user}:${encodeURIComponent(password)}`
  return socketDir === null ? null : `${account}@localhost/${name}?host=${encodeURIComponent(socketDir)}`
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
