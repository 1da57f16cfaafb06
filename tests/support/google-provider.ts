import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import { findFreePort } from './global-setup.ts'

export type GoogleAccount = { sub: string; email: string; email_verified: boolean; name: string }
export type GoogleProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Sets the account of the next sign-in. */
  signInAs: (account: GoogleAccount) => void
  /** Sets whether ID tokens are signed with a key that is not the provider's. */
  forgeSignatures: (isForging: boolean) => void
  /** The parameters of all authorization requests, oldest first. */
  requests: URLSearchParams[]
  close: () => Promise<void>
}

/** Starts an OpenID Connect provider that replaces Google. Every sign-in uses the account set by `signInAs`. */
export async function startGoogleProvider(redirectUri: string): Promise<GoogleProvider> {
  const issuer = `http://localhost:${await findFreePort()}`
  const accounts = new Map<string, GoogleAccount>()
  const requests: URLSearchParams[] = []
  let chosen = ''
  let isForging = false
  const client = { client_id: 'lexai', client_secret: 'a client secret', redirect_uris: [redirectUri] }
  const { privateKey: signingKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider: Provider = new Provider(issuer, {
    clients: [client],
    jwks: { keys: [{ ...signingKey.export({ format: 'jwk' }), kid: 'a key', use: 'sig' } as never] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a cookie key'] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...accounts.get(sub), sub }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ clientId: client.client_id, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/token' && isForging) forgeIdToken(response)
    if (url.pathname === '/auth') requests.push(url.searchParams)
    if (!url.pathname.startsWith('/interaction/')) return callback(request, response)
    await provider.interactionFinished(request, response, { login: { accountId: chosen } })
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), resolve))
  return {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    requests,
    forgeSignatures(value) {
      isForging = value
    },
    signInAs(account) {
      accounts.set(account.sub, account)
      chosen = account.sub
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Signs the ID token in the response of the token endpoint with another key. */
function forgeIdToken(response: ServerResponse): void {
  const { privateKey: otherKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const end = response.end.bind(response)
  response.end = ((body: string) => {
    const tokens = JSON.parse(body)
    const signed = tokens.id_token.split('.').slice(0, 2).join('.')
    tokens.id_token = `${signed}.${sign('sha256', Buffer.from(signed), otherKey).toString('base64url')}`
    const forged = JSON.stringify(tokens)
    response.setHeader('Content-Length', Buffer.byteLength(forged))
    return end(forged)
  }) as typeof response.end
}
