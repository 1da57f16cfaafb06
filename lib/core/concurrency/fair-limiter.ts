import { AppError } from '../errors.ts'

/** The limits of running and waiting tasks in this process. */
export type LimiterOptions = {
  running: number
  /** Per key. A value below `running` always leaves capacity for other keys. */
  runningPerKey?: number
  waiting: number
  /** Per group, which is the key unless the caller specifies another. */
  waitingPerGroup: number
}

export type LimiterCaller = { key: string; group?: string; signal?: AbortSignal | undefined }

type Waiting = { key: string; group: string; start: () => void }

const retryAfterSeconds = 2

/**
 * A concurrency limiter with fair queuing: waiting keys are served round-robin, so that many requests of one user do not delay a single
 * request of another. When the queue is full, work is rejected instead of delayed (load shedding). Keys identify users or client networks.
 */
export class FairLimiter {
  readonly #options: LimiterOptions
  /** Keys in the order in which they are served next. */
  readonly #queues = new Map<string, Waiting[]>()
  readonly #running = new Map<string, number>()
  readonly #waitingOfGroup = new Map<string, number>()
  #runningTotal = 0
  #waitingTotal = 0

  constructor(options: LimiterOptions) {
    this.#options = options
  }

  get waiting(): number {
    return this.#waitingTotal
  }

  get running(): number {
    return this.#runningTotal
  }

  /**
   * Runs `work` as soon as the limits allow it. Throws `server.overloaded` if the queue or the group's share of it is full, and the signal's
   * reason if it aborts while waiting. Running work has to observe the signal itself.
   */
  async run<T>({ key, group = key, signal }: LimiterCaller, work: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    if (this.#mayStart(key) && !this.#queues.has(key)) this.#take(key)
    else await this.#wait(key, group, signal)
    try {
      return await work()
    } finally {
      this.#release(key)
    }
  }

  #mayStart(key: string): boolean {
    const { running, runningPerKey = running } = this.#options
    return this.#runningTotal < running && (this.#running.get(key) ?? 0) < runningPerKey
  }

  #take(key: string): void {
    this.#runningTotal += 1
    add(this.#running, key, 1)
  }

  #release(key: string): void {
    this.#runningTotal -= 1
    add(this.#running, key, -1)
    this.#startNext()
  }

  /** Starts the next task of the first waiting key that may run, and moves the key to the end of the queue. */
  #startNext(): void {
    for (const [key, queue] of this.#queues) {
      if (!this.#mayStart(key)) continue
      const next = queue.shift()
      this.#queues.delete(key)
      if (queue.length > 0) this.#queues.set(key, queue)
      if (!next) continue
      this.#leave(next.group)
      this.#take(key)
      next.start()
      return
    }
  }

  #wait(key: string, group: string, signal: AbortSignal | undefined): Promise<void> {
    const { waiting, waitingPerGroup } = this.#options
    if (this.#waitingTotal >= waiting || (this.#waitingOfGroup.get(group) ?? 0) >= waitingPerGroup) throw overloaded()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const giveUp = () => {
      this.#remove(entry)
      reject(signal?.reason)
    }
    const start = () => {
      signal?.removeEventListener('abort', giveUp)
      resolve()
    }
    const entry: Waiting = { key, group, start }
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#queues.set(key, [...(this.#queues.get(key) ?? []), entry])
    this.#waitingTotal += 1
    add(this.#waitingOfGroup, group, 1)
    return promise
  }

  #remove(entry: Waiting): void {
    const queue = (this.#queues.get(entry.key) ?? []).filter((each) => each !== entry)
    if (queue.length > 0) this.#queues.set(entry.key, queue)
    else this.#queues.delete(entry.key)
    this.#leave(entry.group)
  }

  #leave(group: string): void {
    this.#waitingTotal -= 1
    add(this.#waitingOfGroup, group, -1)
  }
}

/** 503 with the time after which a client should try again. */
export function overloaded(): AppError {
  return new AppError('server.overloaded', { headers: { 'Retry-After': String(retryAfterSeconds) } })
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}

const registryKey = Symbol.for('lexai.limiters')
type Holder = typeof globalThis & { [registryKey]?: Map<string, FairLimiter> }

/** The limiter of that name: one for server.ts, the bundled routes and the job runner, which are module graphs of their own. */
export function sharedFairLimiter(name: string, options: LimiterOptions): FairLimiter {
  const holder = globalThis as Holder
  holder[registryKey] ??= new Map()
  const known = holder[registryKey].get(name)
  if (known) return known
  const limiter = new FairLimiter(options)
  holder[registryKey].set(name, limiter)
  return limiter
}
