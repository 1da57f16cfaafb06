import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'

/** Between two rounds, so that many small changes are few requests. */
const restMs = 150
/** How long a request that is under way may delay a round: what the reader lost access to has to leave the screen soon. */
const maxWaitMs = 1_000

/**
 * Has queries read again, one round after the other: what becomes stale during a round is read in the next. A round lets requests for
 * the same data finish first, since invalidating would cancel them: a list that is read again and again would never load more rows.
 */
export class Refresher {
  readonly #client: QueryClient
  readonly #isStopped: () => boolean
  #stale = new Map<string, QueryKey>()
  #isRunning = false

  /** What is stale while `isStopped` is true is not read. */
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
      await pause(restMs)
    }
    this.#isRunning = false
  }

  async #refresh(queryKey: QueryKey): Promise<void> {
    await this.#untilIdle(queryKey)
    if (!this.#isStopped()) await this.#client.invalidateQueries({ queryKey })
  }

  /** Resolves when no request for the key's queries is under way, and after `maxWaitMs` in any case. */
  async #untilIdle(queryKey: QueryKey): Promise<void> {
    const isIdle = () => this.#client.isFetching({ queryKey }) === 0
    if (isIdle()) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const unsubscribe = this.#client.getQueryCache().subscribe(() => isIdle() && resolve())
    await Promise.race([promise, pause(maxWaitMs)])
    unsubscribe()
  }
}

/** Without the keys of which another is a prefix: its queries include theirs. */
function withoutCovered(keys: readonly QueryKey[]): QueryKey[] {
  const isPrefix = (of: QueryKey, key: QueryKey) =>
    of.length < key.length && hashKey(of) === hashKey(key.slice(0, of.length))
  return keys.filter((key) => !keys.some((other) => isPrefix(other, key)))
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
