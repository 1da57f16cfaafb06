import type { Transform } from 'node:stream'
import { MultipartParser } from 'formidable'

/** What formidable's parser (3.5.4) finds in a body, in order. `buffer` holds the bytes from `start` to `end` where there are any. */
type RawToken = { name: TokenName; buffer?: Buffer; start?: number; end?: number }
type TokenName =
  | 'partBegin'
  | 'headerField'
  | 'headerValue'
  | 'headerEnd'
  | 'headersEnd'
  | 'partData'
  | 'partEnd'
  | 'end'

/** One token of a multipart body. `bytes` is valid only during the call: the parser writes to the memory again. */
export type MultipartToken = { name: TokenName; bytes: Buffer }

type Step = (chunk: Buffer, encoding: BufferEncoding, done: () => void) => void
type Parser = Transform & {
  initWithBoundary: (boundary: string) => void
  boundary: Buffer
  state: number
  index: number
  _transform: Step
}

const { STATES } = MultipartParser as unknown as { STATES: Record<string, number> }
const noBytes = Buffer.alloc(0)

/**
 * Splits a `multipart` body (RFC 2046, 5.1) into tokens with formidable's parser. Tokens are handled while the bytes are written,
 * not through the stream's readable side: so nothing is queued, and what the handler throws comes out of `write`.
 */
export class MultipartTokenizer {
  readonly #parser: Parser
  readonly #onToken: (token: MultipartToken) => void

  constructor(boundary: string, onToken: (token: MultipartToken) => void) {
    this.#onToken = onToken
    this.#parser = new MultipartParser() as unknown as Parser
    this.#parser.on('error', () => {})
    this.#parser.initWithBoundary(boundary)
    this.#parser.push = (token: RawToken | null) => {
      if (token) this.#handle(token)
      return true
    }
  }

  /** Handles the tokens in a piece of the body. Throws what the handler throws, and formidable's error for a malformed body. */
  write(piece: Buffer): void {
    const parser = this.#parser
    const isInside = parser.state === STATES.PART_DATA && parser.index === 0
    const length = isInside ? lengthBeforeBoundary(piece, parser.boundary) : 0
    if (length > 0) this.#onToken({ name: 'partData', bytes: piece.subarray(0, length) })
    let failure: unknown = null
    parser._transform(length > 0 ? piece.subarray(length) : piece, 'utf8', (error?: unknown) => {
      failure = error ?? null
    })
    if (failure) throw failure
  }

  /** Whether the closing delimiter has come (RFC 2046, 5.1.1). What follows it is ignored. */
  get isClosed(): boolean {
    return this.#parser.state === STATES.END
  }

  #handle({ name, buffer, start, end }: RawToken): void {
    this.#onToken({ name, bytes: buffer ? buffer.subarray(start, end) : noBytes })
  }
}

/**
 * How many bytes from the start cannot be part of a boundary. formidable looks at the bytes of a file one by one in JavaScript;
 * `indexOf` is native, and only chunks that hold a boundary, or may end in the beginning of one, go through the parser.
 */
function lengthBeforeBoundary(chunk: Buffer, boundary: Buffer): number {
  const at = chunk.indexOf(boundary)
  return Math.max(0, at === -1 ? chunk.byteLength - (boundary.byteLength - 1) : at)
}
