import { isId } from '../db/id.ts'
import { accessTokenAudience, accessTokenIssuer, verifyAccessToken } from './access-token.ts'
import { apiKeyPrefix, isApiKeyLive, scopesWithin } from './authenticate.ts'
import { findApiKeyIdentity, findSessionIdentity } from './find-identity.ts'
import { rolePermissions } from './permissions.ts'
import { sha256 } from './secrets.ts'
import { findEndReason } from './session-state.ts'

/**
 * What an access token or an API key is worth at this moment (RFC 7662): role and scope as they are now, not as they were
 * when it was signed. Null for one that is forged, expired or revoked, and for everything else, refresh tokens and cookies too.
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
  if (!key || !isApiKeyLive(key)) return null
  return {
    sub: key.userId,
    sid: null,
    username: key.email,
    role: key.role,
    scope: [...scopesWithin(key)].join(' '),
    token_type: 'Bearer',
    iss: accessTokenIssuer(),
    aud: accessTokenAudience(),
    exp: key.expiresAt ? Math.floor(key.expiresAt.getTime() / 1000) : null,
    iat: null,
    jti: null,
  }
}
