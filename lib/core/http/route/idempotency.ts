import { runBeforeCommit } from '../../db/before-commit.ts'
import { AppError } from '../../errors.ts'
import {
  claimKey,
  fingerprintsOf,
  isRunning,
  markCommitted,
  releaseKey,
  renewKey,
  storeReply,
} from './idempotency-store.ts'
import { problemReply, withRequestId } from './problem.ts'
import type { Reply } from './reply.ts'

/**
 * Idempotent execution of an upload: runs `work` once for the request's Idempotency-Key and replays the stored reply to repetitions.
 * `parts` identify the request, for example by the file's digest and its fields, because the body is too large to be kept. The
 * handler first receives the file into a temporary place and commits it only inside `work`.
 */
export type RunIdempotently = (parts: readonly string[], work: () => Promise<Reply>) => Promise<Reply>

const replayedHeader = 'Idempotency-Replayed'
const renewEveryMs = 20_000
const maxStoredBytes = 1024 * 1024
/** Statuses that depend on the caller or the time, not on the request: a repetition may succeed, so they are not stored. */
const transientStatuses = new Set([401, 403, 408, 429])

/** `scope` is the user or the client address: the same key in another scope is another key. */
type Scoped = { request: Request; requestId: string; scope: string }
type Keyed = Scoped & { key: string }

/** Throws where a stored reply may not be shown any more. */
type VerifyReplay = ((reply: unknown) => Promise<void>) | undefined

/** Throws `idempotency.in_flight` before the body is read where the first upload with this key is running. */
export async function runUploadIdempotently(
  scoped: Scoped,
  key: string | null,
  verifyReplay: VerifyReplay,
): Promise<RunIdempotently> {
  if (key === null) return (_parts, work) => work()
  if (await isRunning(scoped.scope, key)) throw inFlight()
  return async (parts, work) => {
    const reply = await execute({ ...scoped, key }, [Buffer.from(JSON.stringify(parts))], work)
    return verified(reply, verifyReplay)
  }
}

/** Idempotent execution of a request whose body has been read. */
export async function runBodyIdempotently(
  keyed: Keyed,
  { body, responseType, verifyReplay }: { body: Uint8Array; responseType: string; verifyReplay: VerifyReplay },
  work: () => Promise<Reply>,
): Promise<Reply> {
  return verified(await execute(keyed, [Buffer.from(`${responseType}\n`), body], work), verifyReplay)
}

async function verified(reply: Reply, verifyReplay: VerifyReplay): Promise<Reply> {
  const { body } = reply
  if (verifyReplay && reply.headers.has(replayedHeader) && reply.status < 300 && body.kind === 'bytes') {
    await verifyReplay(JSON.parse(Buffer.from(body.content).toString()))
  }
  return reply
}

async function execute(
  { request, requestId, scope, key }: Keyed,
  parts: readonly Uint8Array[],
  work: () => Promise<Reply>,
): Promise<Reply> {
  const { pathname, search } = new URL(request.url)
  const fingerprints = fingerprintsOf([Buffer.from(`${request.method} ${pathname}${search}\n`), ...parts])
  const claim = await claimKey(scope, key, fingerprints)
  if (claim.state === 'running') throw inFlight()
  if (claim.state === 'reply_lost') throw new AppError('idempotency.answer_lost')
  if (claim.state === 'mismatch') throw new AppError('idempotency.mismatch')
  if (claim.state === 'done') {
    claim.reply.headers.set(replayedHeader, 'true')
    return withRequestId(claim.reply, requestId)
  }
  const renewal = setInterval(() => void renewKey(claim.lease), renewEveryMs).unref()
  try {
    const marked = runBeforeCommit((tx) => markCommitted(tx, claim.lease), work)
    const reply = await marked.catch((error) => toStorableReply(error, requestId))
    if (isStorable(reply)) await storeReply(claim.lease, reply)
    else await releaseKey(claim.lease)
    return reply
  } catch (error) {
    const isClientError = error instanceof AppError && error.status < 500
    await releaseKey(claim.lease, { unlessCommitted: !isClientError })
    throw error
  } finally {
    clearInterval(renewal)
  }
}

function inFlight(): AppError {
  return new AppError('idempotency.in_flight', { headers: { 'Retry-After': '1' } })
}

/** An error that the request itself causes is stored like any other reply; all others are rethrown. */
function toStorableReply(error: unknown, requestId: string): Reply {
  if (!(error instanceof AppError) || error.status >= 500 || transientStatuses.has(error.status)) throw error
  return problemReply(error, requestId)
}

function isStorable({ status, headers, body }: Reply): boolean {
  if (status >= 500 || transientStatuses.has(status) || headers.has('Set-Cookie')) return false
  if (body.kind === 'none') return true
  return body.kind === 'bytes' && body.content.length <= maxStoredBytes
}

/**
 * The key, sent bare or as a structured string (draft-ietf-httpapi-idempotency-key-header); null without the header. Throws
 * `idempotency.malformed`.
 */
export function idempotencyKey(request: Request): string | null {
  const sent = request.headers.get('idempotency-key')
  if (sent === null) return null
  const key = /^"(.*)"$/.exec(sent)?.[1] ?? sent
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new AppError('idempotency.malformed')
  return key
}
