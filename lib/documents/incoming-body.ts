/** A refused body of which no more than this is missing is read to its end, so that the connection can serve the next request. */
const maxSkippedBytes = 1024 * 1024

/** The body of a request, piece by piece. */
export class IncomingBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #missingBytes: number

  constructor(body: ReadableStream<Uint8Array>, headers: Headers) {
    this.#reader = body.getReader()
    this.#missingBytes = Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  }

  /** Null at the end. Throws when the client has left. */
  async read(): Promise<Uint8Array | null> {
    const { done, value } = await this.#reader.read()
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
