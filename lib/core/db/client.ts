import { hash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '../env.ts'
import { type HookedClient, withBeforeCommitHooks } from './before-commit.ts'
import { connectionConfig } from './connection.ts'
import { type Prisma, PrismaClient } from './generated/client.ts'

export type Db = HookedClient
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
export const db: Db = withBeforeCommitHooks(
  new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: preparedName }),
    // A burst of uploads waits for a connection rather than failing; no transaction waits for a client or another host.
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  }),
)

function createPool(): pg.Pool {
  const created = new pg.Pool({
    ...connectionConfig(env.databaseUrl, 'lexai'),
    max: 20,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
    // Longer than anything that a request or a job asks for in one statement.
    statement_timeout: 60_000,
  })
  // An idle connection that the server ends must not end the process: the pool makes another.
  created.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  return created
}

/**
 * A statement that begins with a comment of this word is parsed and planned once per connection, which is half of what a short read
 * costs. It is for reads that people wait for, whose shapes are few and whose plan does not hang on the values: a connection keeps
 * what it has prepared. The name is the same in every module graph, for they share the connections; without one nothing is kept.
 */
function preparedName({ sql }: { sql: string }): string {
  return /^\s*\/\* prepared \*\//.test(sql) ? hash('sha1', sql) : ''
}
