import { pool } from '#lib/core/db/client.ts'
import type { Role } from './permissions.ts'

/** A session with its user. */
export type SessionIdentity = UserColumns & {
  sessionId: string
  secretHash: Buffer | null
  kind: string
  lastSeenAt: Date
  expiresAt: Date
  absoluteExpiresAt: Date
  /** The time of the last authentication with a password or Google. */
  authenticatedAt: Date
  mustChangePassword: boolean
  revokedReason: string | null
  revokedAt: Date | null
}

/** An API key with its owner. */
export type ApiKeyIdentity = UserColumns & {
  apiKeyId: string
  scopes: string[]
  lastUsedAt: Date | null
  expiresAt: Date | null
  revokedAt: Date | null
}

type UserColumns = { userId: string; email: string; name: string; role: Role; status: string }

// A prepared statement, because it is executed for every request with a session.
const sessionById = `
  SELECT s.id AS "sessionId", s."secretHash", s.kind, s."lastSeenAt", s."expiresAt",
    s."absoluteExpiresAt", s."revokedAt", s."revokedReason", s."authenticatedAt", u.id AS "userId", u.email, u.name, u.role, u.status,
    coalesce(p."mustChange", false) AS "mustChangePassword"
  FROM "Session" s JOIN "User" u ON u.id = s."userId" LEFT JOIN "PasswordCredential" p ON p."userId" = u.id WHERE s.id = $1`

const apiKeyByHash = `
  SELECT k.id AS "apiKeyId", k.scopes, k."lastUsedAt", k."expiresAt", k."revokedAt",
    u.id AS "userId", u.email, u.name, u.role, u.status
  FROM "ApiKey" k JOIN "User" u ON u.id = k."userId" WHERE k.hash = $1`

/** The session with this id, whether active or ended; null if there is none. `sessionId` must be a UUID. */
export async function findSessionIdentity(sessionId: string): Promise<SessionIdentity | null> {
  const { rows } = await pool.query<SessionIdentity>({ name: 'session-by-id', text: sessionById, values: [sessionId] })
  return rows[0] ?? null
}

/** The API key with this SHA-256, whether active, expired or revoked; null if there is none. */
export async function findApiKeyIdentity(hash: Uint8Array): Promise<ApiKeyIdentity | null> {
  const values = [Buffer.from(hash)]
  const { rows } = await pool.query<ApiKeyIdentity>({ name: 'api-key-by-hash', text: apiKeyByHash, values })
  return rows[0] ?? null
}
