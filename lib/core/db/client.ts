import { hash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '../env.ts'
import { type HookedClient, withBeforeCommitHooks } from './before-commit.ts'
import { connectionConfig } from './connection.ts'
import { type Prisma, PrismaClient } from './generated/client.ts'

export type Db = HookedClient
/** The client inside `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient

const key = Symbol.for('lexai.pool')
const shared = globalThis as { [key]?: pg.Pool }

/**
 * The connection pool of this process. Next's bundle, instrumentation.ts and the job runner are separate module graphs, and hot
 * reload creates more, so it is stored on `globalThis`.
 */
export const pool: pg.Pool = shared[key] ?? createPool()
shared[key] = pool

/** Prisma on top of the pool. Opens no connection before the first query. */
export const db: Db = withBeforeCommitHooks(
  new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: preparedName }),
    // During a burst of uploads, transactions wait for a connection instead of failing. No transaction waits for a client or a host.
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  }),
)

function createPool(): pg.Pool {
  const created = new pg.Pool({
    ...connectionConfig(env.databaseUrl, 'lexai'),
    max: 20,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
    // Longer than any single statement of a request or a job takes.
    statement_timeout: 60_000,
  })
  // Without handlers, the error of an idle connection that the server closes would end the process. The pool opens another.
  created.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  return created
}

/**
 * The name of a prepared statement for SQL that begins with this comment; such a statement is parsed and planned once per connection.
 * Use it for frequent reads whose plan does not depend on the values. The name is a digest because all module graphs share the
 * connections; an empty name means that the statement is not prepared.
 */
function preparedName({ sql }: { sql: string }): string {
  return /^\s*\/\* prepared \*\//.test(sql) ? hash('sha1', sql) : ''
}
