import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'

/** The pause between two rounds, which combines many small changes into few requests. */
const pauseMs = 150
/** How long a pending request can delay a round: data that the user lost access to must disappear soon. */
const maxWaitMs = 1_000

/**
 * Refreshes queries in rounds: queries that become stale during a round are refreshed in the next one. A round first waits for pending
 * requests for the same data, since invalidation would cancel them: a list under constant changes would never load more rows.
 */
export class Refresher {
  readonly #client: QueryClient
  readonly #isStopped: () => boolean
  #stale = new Map<string, QueryKey>()
  #isRunning = false

  /** Nothing is refreshed while `isStopped` gives true. */
  constructor(client: QueryClient, isStopped: () => boolean) {
    this.#client = client
    this.#isStopped = isStopped
  }

  add(...keys: readonly QueryKey[]): void {
    for (const key of keys) this.#stale.set(hashKey(key), key)
    if (!this.#isRunning) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#stale.size > 0) {
      const keys = withoutCovered([...this.#stale.values()])
      this.#stale.clear()
      await Promise.all(keys.map((queryKey) => this.#refresh(queryKey)))
      await pause(pauseMs)
    }
    this.#isRunning = false
  }

  async #refresh(queryKey: QueryKey): Promise<void> {
    await this.#untilIdle(queryKey)
    if (!this.#isStopped()) await this.#client.invalidateQueries({ queryKey })
  }

  /** Resolves when no request for the queries of the key is pending, after `maxWaitMs` at the latest. */
  async #untilIdle(queryKey: QueryKey): Promise<void> {
    const isIdle = () => this.#client.isFetching({ queryKey }) === 0
    if (isIdle()) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const unsubscribe = this.#client.getQueryCache().subscribe(() => isIdle() && resolve())
    await Promise.race([promise, pause(maxWaitMs)])
    unsubscribe()
  }
}

/** The keys that no other key is a prefix of: a key includes the queries of all keys that it is a prefix of. */
function withoutCovered(keys: readonly QueryKey[]): QueryKey[] {
  const isPrefix = (of: QueryKey, key: QueryKey) =>
    of.length < key.length && hashKey(of) === hashKey(key.slice(0, of.length))
  return keys.filter((key) => !keys.some((other) => isPrefix(other, key)))
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
