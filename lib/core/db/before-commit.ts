import { AsyncLocalStorage } from 'node:async_hooks'
import type { Prisma, PrismaClient } from './generated/client.ts'

type Hook = (tx: Prisma.TransactionClient) => Promise<void>

const key = Symbol.for('lexai.before-commit')
const shared = globalThis as { [key]?: AsyncLocalStorage<Hook> }
shared[key] ??= new AsyncLocalStorage()
const hooks = shared[key]

/** Runs `work`, and `hook` as the last step of every transaction in it, so that the hook's writes commit or roll back with it. */
export function runBeforeCommit<T>(hook: Hook, work: () => Promise<T>): Promise<T> {
  return hooks.run(hook, work)
}

type Work<T> = (tx: Prisma.TransactionClient) => Promise<T>
type Options = { maxWait?: number; timeout?: number; isolationLevel?: Prisma.TransactionIsolationLevel }

/** A client whose `$transaction` accepts only functions, because a list of queries would be committed without the hook. */
export type HookedClient = Omit<PrismaClient, '$transaction'> & {
  $transaction: <T>(work: Work<T>, options?: Options) => Promise<T>
}

/** Makes the client's transactions end with the hook of the current `runBeforeCommit`, if there is one. */
export function withBeforeCommitHooks(client: PrismaClient): HookedClient {
  const begin = client.$transaction.bind(client)
  const transact = <T>(work: Work<T>, options?: Options) =>
    begin(async (tx) => {
      const result = await work(tx)
      await hooks.getStore()?.(tx)
      return result
    }, options)
  return Object.assign(client, { $transaction: transact }) as HookedClient
}
