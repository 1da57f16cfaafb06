import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { discoveryFetch } from './discovery-fetch.ts'

/** Only asymmetric signatures. An HMAC with the client secret, or no signature, does not authenticate the provider. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const clockToleranceSeconds = 60

let keySet: { address: string; keys: ReturnType<typeof createRemoteJWKSet> } | null = null

/**
 * Verifies an ID token's signature with the provider's keys (OpenID Connect Core 1.0, section 3.1.3.7) and returns its claims. next-auth
 * relies on TLS to the token endpoint instead; it checks nonce and state. Throws if the token is not valid for this client, or if the
 * provider's keys cannot be fetched.
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
  if (!address) throw new Error('The discovery document has no jwks_uri')
  if (keySet?.address !== address) keySet = { address, keys: createRemoteJWKSet(new URL(address)) }
  return keySet.keys
}
