import { pool } from '#lib/core/db/client.ts'
import type { Role } from './permissions.ts'

/** A session row and its user, read together. */
export type SessionIdentity = UserColumns & {
  sessionId: string
  secretHash: Buffer | null
  kind: string
  lastSeenAt: Date
  expiresAt: Date
  absoluteExpiresAt: Date
  /** When the person last proved who they are. */
  authenticatedAt: Date
  mustChangePassword: boolean
  revokedReason: string | null
  revokedAt: Date | null
}

/** An API key's row and its owner, read together. */
export type ApiKeyIdentity = UserColumns & {
  apiKeyId: string
  scopes: string[]
  lastUsedAt: Date | null
  expiresAt: Date | null
  revokedAt: Date | null
}

type UserColumns = { userId: string; email: string; name: string; role: Role; status: string }

// Prepared once per connection: this is the one statement that identity costs each request.
const sessionById = `
  SELECT s.id AS "sessionId", s."secretHash", s.kind, s."lastSeenAt", s."expiresAt",
    s."absoluteExpiresAt", s."revokedAt", s."revokedReason", s."authenticatedAt", u.id AS "userId", u.email, u.name, u.role, u.status,
    coalesce(p."mustChange", false) AS "mustChangePassword"
  FROM "Session" s JOIN "User" u ON u.id = s."userId" LEFT JOIN "PasswordCredential" p ON p."userId" = u.id WHERE s.id = $1`

const apiKeyByHash = `
  SELECT k.id AS "apiKeyId", k.scopes, k."lastUsedAt", k."expiresAt", k."revokedAt",
    u.id AS "userId", u.email, u.name, u.role, u.status
  FROM "ApiKey" k JOIN "User" u ON u.id = k."userId" WHERE k.hash = $1`

/** Null where no such session is. Live or not: the caller looks. `sessionId` must be a UUID. */
export async function findSessionIdentity(sessionId: string): Promise<SessionIdentity | null> {
  const { rows } = await pool.query<SessionIdentity>({ name: 'session-by-id', text: sessionById, values: [sessionId] })
  return rows[0] ?? null
}

export async function findApiKeyIdentity(hash: Uint8Array): Promise<ApiKeyIdentity | null> {
  const values = [Buffer.from(hash)]
  const { rows } = await pool.query<ApiKeyIdentity>({ name: 'api-key-by-hash', text: apiKeyByHash, values })
  return rows[0] ?? null
}
