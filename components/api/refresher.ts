import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Between two rounds, so that many small changes are few requests. */
const restMs = 150

/**
 * Has queries read again, one round after the other: what becomes stale during a round is read in the next, however slow the server
 * is, and no request is begun anew before it has been answered.
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
    for (const key of keys) this.#stale.set(JSON.stringify(key), key)
    if (!this.#isRunning) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#stale.size > 0) {
      const keys = [...this.#stale.values()]
      this.#stale.clear()
      if (this.#isStopped()) break
      await Promise.all(keys.map((queryKey) => this.#client.invalidateQueries({ queryKey })))
      await new Promise((resolve) => setTimeout(resolve, restMs))
    }
    this.#isRunning = false
  }
}
