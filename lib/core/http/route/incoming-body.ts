import { hostRequest } from '../request-context.ts'

/** A refused body of which no more than this is missing is read to its end, so that the connection can serve the next request. */
const maxSkippedBytes = 1024 * 1024

/**
 * The body of a request, piece by piece. Under server.ts it comes straight from the connection: the web stream that Next makes of it
 * copies every byte once more, which costs an upload a third of its speed.
 */
export class IncomingBody {
  readonly #pieces: AsyncIterator<Uint8Array>
  #missingBytes: number

  /** Of a request with a body; it is read once, here or by `request.body`. */
  constructor({ headers, body }: Request) {
    const pieces = hostRequest()?.body.iterator({ destroyOnReturn: false }) ?? body?.values()
    if (!pieces) throw new TypeError('the request has no body')
    this.#pieces = pieces
    this.#missingBytes = Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  }

  /** Null at the end. Throws when the client has left. */
  async read(): Promise<Uint8Array | null> {
    const { done, value } = await this.#pieces.next()
    if (done) return null
    this.#missingBytes -= value.byteLength
    return value
  }

  /** Reads over what is left, where that is little. A long rest stays unread: who sends it is answered now. */
  async skipRest(): Promise<void> {
    if (this.#missingBytes > maxSkippedBytes) return
    try {
      while (await this.read());
    } catch {
      // The client has left: there is nobody to be answered.
    }
  }
}
