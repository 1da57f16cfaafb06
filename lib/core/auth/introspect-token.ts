import { isId } from '../db/id.ts'
import { accessTokenAudience, accessTokenIssuer, verifyAccessToken } from './access-token.ts'
import { apiKeyPrefix, effectiveScopes, isApiKeyActive } from './authenticate.ts'
import { findApiKeyIdentity, findSessionIdentity } from './find-identity.ts'
import { rolePermissions } from './permissions.ts'
import { sha256 } from './secrets.ts'
import { findEndReason } from './session-state.ts'

/**
 * The current state of an access token or API key (RFC 7662), with its present role and scope instead of those at the time of signing.
 * Null for an invalid, expired or revoked one, and for everything else, including refresh tokens and cookies.
 */
export async function introspectToken(token: string) {
  return token.startsWith(apiKeyPrefix) ? ofApiKey(token) : ofAccessToken(token)
}

async function ofAccessToken(token: string) {
  const claims = await verifyAccessToken(token)
  const session = claims && isId(claims.sid) ? await findSessionIdentity(claims.sid) : null
  if (!claims || !session || session.userId !== claims.sub || findEndReason(session)) return null
  return {
    sub: session.userId,
    sid: session.sessionId,
    username: session.email,
    role: session.role,
    scope: rolePermissions[session.role].join(' '),
    token_type: 'Bearer',
    iss: accessTokenIssuer(),
    aud: accessTokenAudience(),
    exp: claims.exp,
    iat: claims.iat,
    jti: claims.jti,
  }
}

async function ofApiKey(token: string) {
  const key = await findApiKeyIdentity(sha256(token))
  if (!key || !isApiKeyActive(key)) return null
  return {
    sub: key.userId,
    sid: null,
    username: key.email,
    role: key.role,
    scope: [...effectiveScopes(key)].join(' '),
    token_type: 'Bearer',
    iss: accessTokenIssuer(),
    aud: accessTokenAudience(),
    exp: key.expiresAt ? Math.floor(key.expiresAt.getTime() / 1000) : null,
    iat: null,
    jti: null,
  }
}
