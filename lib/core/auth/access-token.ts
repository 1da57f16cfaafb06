import { jwtVerify, SignJWT } from 'jose'
import { newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import type { Role } from './permissions.ts'
import { rolePermissions } from './permissions.ts'
import { accessTokenSeconds } from './session-lifetimes.ts'
import { currentSigningKey, findVerificationKey } from './signing-key-cache.ts'
import { signingAlgorithm } from './signing-keys.ts'

/** RFC 9068 access tokens: any service verifies them with the JWKS alone. LexAI itself reads the session's row as well. */
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

/** A signed token for a session, good for five minutes. */
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
 * The claims, if one of our keys signed the token with ES256 for us and it is not expired; else null. The key comes from
 * our own table by `kid`; `jku`, `jwk` and `x5u` in a token's header are never looked at.
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
    if (isDatabaseTrouble(error)) throw error
    return null
  }
}

async function findKey({ kid }: { kid?: string }): Promise<CryptoKey> {
  const key = kid ? await findVerificationKey(kid) : null
  if (!key) throw new UnknownKey()
  return key
}

class UnknownKey extends Error {}

/** jose's own errors carry a code and mean a bad token; what else is thrown is not the token's fault. */
function isDatabaseTrouble(error: unknown): boolean {
  if (error instanceof UnknownKey) return false
  return !(error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J'))
}
