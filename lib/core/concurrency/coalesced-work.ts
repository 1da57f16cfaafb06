type Running<T> = { result: Promise<T>; callers: number; abort: AbortController }

/** Request coalescing: concurrent callers with the same key share one execution, which is aborted when all of them have aborted. */
export class CoalescedWork<T> {
  readonly #running = new Map<string, Running<T>>()

  /** Starts `work` unless it is already running for this key, and returns its result. Throws the signal's reason if it aborts first. */
  async run(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    const running = this.#running.get(key) ?? this.#begin(key, work)
    running.callers += 1
    const { promise: left, reject } = Promise.withResolvers<never>()
    const leave = () => reject(signal?.reason)
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([running.result, left])
    } finally {
      signal?.removeEventListener('abort', leave)
      running.callers -= 1
      if (running.callers === 0) this.#end(key, running)
    }
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new AbortController()
    const running = { result: work(abort.signal), callers: 0, abort }
    // All callers may have aborted, so a rejection would be unhandled.
    running.result.catch(() => {}).finally(() => this.#end(key, running))
    this.#running.set(key, running)
    return running
  }

  #end(key: string, running: Running<T>): void {
    if (this.#running.get(key) === running) this.#running.delete(key)
    running.abort.abort()
  }
}
