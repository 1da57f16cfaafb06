import { jwtVerify, SignJWT } from 'jose'
import { newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import type { Role } from './permissions.ts'
import { rolePermissions } from './permissions.ts'
import { accessTokenSeconds } from './session-lifetimes.ts'
import { currentSigningKey, findVerificationKey } from './signing-key-cache.ts'
import { signingAlgorithm } from './signing-keys.ts'

/** The claims of an access token (RFC 9068). Other services verify it with the JWKS alone; LexAI also reads the session's row. */
export type AccessTokenClaims = {
  sub: string
  sid: string
  jti: string
  scope: string
  role: Role
  iat: number
  exp: number
}

const tokenType = 'at+jwt'

export function accessTokenIssuer(): string {
  return env.publicOrigin
}

export function accessTokenAudience(): string {
  return `${env.publicOrigin}/api/v1`
}

/** Signs an access token for a session. It is valid for five minutes. */
export async function signAccessToken(session: { sessionId: string; userId: string; role: Role }): Promise<string> {
  const { kid, key } = await currentSigningKey()
  return new SignJWT({ sid: session.sessionId, scope: rolePermissions[session.role].join(' '), role: session.role })
    .setProtectedHeader({ alg: signingAlgorithm, typ: tokenType, kid })
    .setIssuer(accessTokenIssuer())
    .setAudience(accessTokenAudience())
    .setSubject(session.userId)
    .setJti(newId())
    .setIssuedAt()
    .setExpirationTime(`${accessTokenSeconds}s`)
    .sign(key)
}

/**
 * The claims of a token; null unless it was signed by one of LexAI's keys with ES256 for LexAI's audience and has not expired. The key is
 * looked up by `kid` in the database; `jku`, `jwk` and `x5u` in the token's header are ignored.
 */
export async function verifyAccessToken(token: string): Promise<AccessTokenClaims | null> {
  try {
    const { payload } = await jwtVerify<AccessTokenClaims>(token, findKey, {
      algorithms: [signingAlgorithm],
      typ: tokenType,
      issuer: accessTokenIssuer(),
      audience: accessTokenAudience(),
      requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
    })
    return typeof payload.sub === 'string' && typeof payload.sid === 'string' ? payload : null
  } catch (error) {
    if (!isTokenError(error)) throw error
    return null
  }
}

async function findKey({ kid }: { kid?: string }): Promise<CryptoKey> {
  const key = kid ? await findVerificationKey(kid) : null
  if (!key) throw new UnknownKey()
  return key
}

class UnknownKey extends Error {}

/** jose's errors have a code and mean an invalid token. Other errors, such as those of the database, are not caused by the token. */
function isTokenError(error: unknown): boolean {
  if (error instanceof UnknownKey) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')
}
