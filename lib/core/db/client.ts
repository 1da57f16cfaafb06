import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '../env.ts'
import { type Prisma, PrismaClient } from './generated/client.ts'

export type Db = PrismaClient
/** What a command gets inside `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient

const key = Symbol.for('lexai.pool')
const shared = globalThis as { [key]?: pg.Pool }

/**
 * The one pool of connections of this process. Next's bundle, instrumentation.ts and the job runner are module graphs
 * of their own and hot reload makes more, so it is kept on `globalThis`.
 */
export const pool: pg.Pool = shared[key] ?? createPool()
shared[key] = pool

/** Prisma over that pool. Opens no connection before the first query. */
export const db: Db = new PrismaClient({
  adapter: new PrismaPg(pool),
  // A burst of uploads waits for a connection rather than failing; no transaction waits for a client or another host.
  transactionOptions: { maxWait: 15_000, timeout: 30_000 },
})

function createPool(): pg.Pool {
  const created = new pg.Pool({
    connectionString: env.databaseUrl,
    application_name: 'lexai',
    max: 20,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
  })
  // An idle connection that the server ends must not end the process: the pool makes another.
  created.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  return created
}
