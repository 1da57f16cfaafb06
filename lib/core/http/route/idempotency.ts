import { markingCommits } from '../../db/commit-mark.ts'
import { AppError } from '../../errors.ts'
import {
  claimKey,
  fingerprintOf,
  isRunning,
  keepAnswer,
  markCommitted,
  releaseKey,
  renewKey,
} from './idempotency-store.ts'
import { problemReply, withRequestId } from './problem.ts'
import type { Reply } from './reply.ts'

/**
 * Does `work` once for the request's Idempotency-Key, and gives the first answer again to a repetition.
 * For uploads, whose body is too large to be held: the handler first receives the file into a temporary place, hashing it, then calls
 * `once` with everything that makes the request what it is (the hash, the fields), and commits the file only inside `work`.
 * When `work` was not run the temporary file is simply dropped, so a repetition stores nothing.
 */
export type Once = (parts: readonly string[], work: () => Promise<Reply>) => Promise<Reply>

const replayed = 'Idempotency-Replayed'
const renewEveryMs = 20_000
const maxKeptBytes = 1024 * 1024
/** Answers that say nothing of the request itself, but of who asked or when: a repetition may fare better. */
const passing = new Set([401, 403, 408, 429])

/** Who asks what: the answer's own id, and within which scope a key counts. */
type Asked = { request: Request; requestId: string; scope: string }
type Keyed = Asked & { key: string }

/** Throws where an answer that was kept may not be given again. */
type StillHolds = ((answer: unknown) => Promise<void>) | undefined

/** Refuses at once, before the body, when the first upload with this key is at its last step. */
export async function uploadOnce(asked: Asked, key: string | null, stillHolds: StillHolds): Promise<Once> {
  if (key === null) return (_parts, work) => work()
  if (await isRunning(asked.scope, key)) throw inFlight()
  return async (parts, work) => {
    const reply = await perform({ ...asked, key }, [Buffer.from(JSON.stringify(parts))], work)
    return holding(reply, stillHolds)
  }
}

type Whole = { body: Uint8Array; accepts: string; stillHolds: StillHolds }

/** The same for a body that has been read whole. */
export async function onceFor(
  keyed: Keyed,
  { body, accepts, stillHolds }: Whole,
  work: () => Promise<Reply>,
): Promise<Reply> {
  return holding(await perform(keyed, [Buffer.from(`${accepts}\n`), body], work), stillHolds)
}

async function holding(reply: Reply, stillHolds: StillHolds): Promise<Reply> {
  const { body: kept } = reply
  if (stillHolds && reply.headers.has(replayed) && reply.status < 300 && kept.kind === 'bytes') {
    await stillHolds(JSON.parse(Buffer.from(kept.content).toString()))
  }
  return reply
}

async function perform(
  { request, requestId, scope, key }: Keyed,
  parts: readonly Uint8Array[],
  work: () => Promise<Reply>,
): Promise<Reply> {
  const { pathname, search } = new URL(request.url)
  const fingerprint = fingerprintOf([Buffer.from(`${request.method} ${pathname}${search}\n`), ...parts])
  const claim = await claimKey(scope, key, fingerprint)
  if (claim.state === 'running') throw inFlight()
  if (claim.state === 'lost') throw new AppError('idempotency.answer_lost')
  if (claim.state === 'other') throw new AppError('idempotency.mismatch')
  if (claim.state === 'done') {
    claim.reply.headers.set(replayed, 'true')
    return withRequestId(claim.reply, requestId)
  }
  const renewal = setInterval(() => void renewKey(claim.holder), renewEveryMs).unref()
  try {
    const marked = markingCommits((tx) => markCommitted(tx, claim.holder), work)
    const reply = await marked.catch((error) => failureToKeep(error, requestId))
    if (isKept(reply)) await keepAnswer(claim.holder, reply)
    else await releaseKey(claim.holder)
    return reply
  } catch (error) {
    const isRefusal = error instanceof AppError && error.status < 500
    await releaseKey(claim.holder, { unlessCommitted: !isRefusal })
    throw error
  } finally {
    clearInterval(renewal)
  }
}

function inFlight(): AppError {
  return new AppError('idempotency.in_flight', { headers: { 'Retry-After': '1' } })
}

/** A refusal on the request's own merits is an answer like any other; what is not, goes on being thrown. */
function failureToKeep(error: unknown, requestId: string): Reply {
  if (!(error instanceof AppError) || error.status >= 500 || passing.has(error.status)) throw error
  return problemReply(error, requestId)
}

function isKept({ status, headers, body }: Reply): boolean {
  if (status >= 500 || passing.has(status) || headers.has('Set-Cookie')) return false
  if (body.kind === 'none') return true
  return body.kind === 'bytes' && body.content.length <= maxKeptBytes
}

/**
 * The key, given as a structured string (draft-ietf-httpapi-idempotency-key-header) or bare; null where none came. Throws
 * `idempotency.malformed`.
 */
export function idempotencyKey(request: Request): string | null {
  const sent = request.headers.get('idempotency-key')
  if (sent === null) return null
  const key = /^"(.*)"$/.exec(sent)?.[1] ?? sent
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new AppError('idempotency.malformed')
  return key
}
