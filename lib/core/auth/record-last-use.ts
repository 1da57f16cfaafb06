import { pool } from '#lib/core/db/client.ts'
import type { ApiKeyIdentity, SessionIdentity } from './find-identity.ts'
import type { Caller } from './principal.ts'
import { runAfterResponse } from './run-after-response.ts'
import { lastSeenIntervalMs, sessionLifetimes } from './session-lifetimes.ts'

// The condition on the previous value limits writes to one per minute, even with concurrent requests on several instances.
const touchSession = `
  UPDATE "Session" SET "lastSeenAt" = now(), ip = $2, "userAgent" = coalesce($3, "userAgent"),
    "expiresAt" = least("absoluteExpiresAt", now() + $4 * interval '1 millisecond')
  WHERE id = $1 AND "lastSeenAt" < now() - $5 * interval '1 millisecond' AND "revokedAt" IS NULL`

const touchApiKey = `
  UPDATE "ApiKey" SET "lastUsedAt" = now()
  WHERE id = $1 AND ("lastUsedAt" IS NULL OR "lastUsedAt" < now() - $2 * interval '1 millisecond')`

/** Records the session's last use and extends its idle expiry, after the response and at most once per minute. */
export function recordSessionUse(session: SessionIdentity, caller: Caller): void {
  if (Date.now() - session.lastSeenAt.getTime() < lastSeenIntervalMs) return
  const { idle } = sessionLifetimes[session.kind === 'api' ? 'api' : 'web']
  const values = [session.sessionId, caller.ip, caller.userAgent, idle, lastSeenIntervalMs]
  runAfterResponse(() => pool.query(touchSession, values))
}

/** Records the key's last use, after the response and at most once per minute. */
export function recordApiKeyUse(key: ApiKeyIdentity): void {
  if (key.lastUsedAt && Date.now() - key.lastUsedAt.getTime() < lastSeenIntervalMs) return
  runAfterResponse(() => pool.query(touchApiKey, [key.apiKeyId, lastSeenIntervalMs]))
}
