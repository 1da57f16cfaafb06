import { requestContext } from '../request-context.ts'

/** A rejected body with no more than this left is read to its end, so that the connection stays usable. */
const maxSkippedBytes = 1024 * 1024

/**
 * Reads the body of an upload chunk by chunk. Under server.ts it reads from the connection, because the web stream that Next creates
 * copies every byte once more, which costs an upload a third of its speed.
 */
export class IncomingBody {
  readonly #chunks: AsyncIterator<Uint8Array>
  #missingBytes: number

  /** The body of a request can be read once, either here or from `request.body`. */
  constructor({ headers, body }: Request) {
    const chunks = requestContext()?.body.iterator({ destroyOnReturn: false }) ?? body?.values()
    if (!chunks) throw new TypeError('the request has no body')
    this.#chunks = chunks
    this.#missingBytes = Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  }

  /** The next chunk; null at the end. Throws when the client has disconnected. */
  async read(): Promise<Uint8Array | null> {
    const { done, value } = await this.#chunks.next()
    if (done) return null
    this.#missingBytes -= value.byteLength
    return value
  }

  /** Reads and discards a small rest. A large rest stays unread, so that the client gets its response now. */
  async skipRest(): Promise<void> {
    if (this.#missingBytes > maxSkippedBytes) return
    try {
      while (await this.read());
    } catch {
      // The client has disconnected.
    }
  }
}
