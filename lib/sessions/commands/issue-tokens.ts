import { signAccessToken } from '#lib/core/auth/access-token.ts'
import type { Role } from '#lib/core/auth/permissions.ts'
import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { accessTokenSeconds, sessionLifetimes } from '#lib/core/auth/session-lifetimes.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import type { TokensBody } from '../schema.ts'

/** The prefix distinguishes refresh tokens from access tokens and API keys, and makes leaked tokens recognisable. */
export const refreshTokenPrefix = 'lexrt_'

/** Creates a refresh token, of which only the SHA-256 is stored. `parentId` is the token that was exchanged for it. */
export async function createRefreshToken(tx: Tx, sessionId: string, parentId: string | null): Promise<string> {
  const token = `${refreshTokenPrefix}${newSecret()}`
  const expiresAt = new Date(Date.now() + sessionLifetimes.api.idle)
  await tx.refreshToken.create({ data: { id: newId(), sessionId, hash: sha256(token), parentId, expiresAt } })
  return token
}

/** The response with both tokens. Signs a new access token. */
export async function presentTokens(
  session: { sessionId: string; userId: string; role: Role },
  refreshToken: string,
): Promise<TokensBody> {
  const accessToken = await signAccessToken(session)
  return { accessToken, tokenType: 'Bearer', expiresIn: accessTokenSeconds, refreshToken }
}
