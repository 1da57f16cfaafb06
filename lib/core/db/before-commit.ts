import { AsyncLocalStorage } from 'node:async_hooks'
import type { Prisma, PrismaClient } from './generated/client.ts'

type Mark = (tx: Prisma.TransactionClient) => Promise<void>

const key = Symbol.for('lexai.commit-mark')
const shared = globalThis as { [key]?: AsyncLocalStorage<Mark> }
shared[key] ??= new AsyncLocalStorage()
const marks = shared[key]

/** Runs `mark` as the last step of every transaction that `work` makes: it is written if and only if what they do is. */
export function runBeforeCommit<T>(mark: Mark, work: () => Promise<T>): Promise<T> {
  return marks.run(mark, work)
}

type Work<T> = (tx: Prisma.TransactionClient) => Promise<T>
type Options = { maxWait?: number; timeout?: number; isolationLevel?: Prisma.TransactionIsolationLevel }

/** A client whose transactions are functions alone: a list of queries would end without a mark. */
export type HookedClient = Omit<PrismaClient, '$transaction'> & {
  $transaction: <T>(work: Work<T>, options?: Options) => Promise<T>
}

/** Has the client's transactions end with the mark of whoever runs them, where there is one. */
export function withBeforeCommitHooks(client: PrismaClient): HookedClient {
  const begin = client.$transaction.bind(client)
  const transact = <T>(work: Work<T>, options?: Options) =>
    begin(async (tx) => {
      const result = await work(tx)
      await marks.getStore()?.(tx)
      return result
    }, options)
  return Object.assign(client, { $transaction: transact }) as HookedClient
}
