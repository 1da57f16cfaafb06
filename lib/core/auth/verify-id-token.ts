import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { discoveryFetch } from './discovery-fetch.ts'

/** Signatures alone; an HMAC under the client secret, or none at all, proves nothing of the provider. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const clockToleranceSeconds = 60

let keySet: { address: string; keys: ReturnType<typeof createRemoteJWKSet> } | null = null

/**
 * The claims of an ID token whose signature is the provider's (OpenID Connect Core 1.0, 3.1.3.7). next-auth trusts the connection to
 * the token endpoint instead and leaves the signature unchecked; nonce and state are its affair. Throws where the token is not the
 * provider's for this client, or the provider's keys cannot be fetched.
 */
export async function verifyIdToken(
  idToken: string,
  { issuer, clientId }: { issuer: string; clientId: string },
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(idToken, await keysOf(issuer), {
    issuer,
    audience: clientId,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['sub', 'iat', 'exp'],
  })
  return payload
}

async function keysOf(issuer: string) {
  const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await discoveryFetch(discovery, { redirect: 'error' })
  const { jwks_uri: address } = (await response.json()) as { jwks_uri?: string }
  if (!address) throw new Error('The provider names no keys')
  if (keySet?.address !== address) keySet = { address, keys: createRemoteJWKSet(new URL(address)) }
  return keySet.keys
}
