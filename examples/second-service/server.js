// A service that authenticates and authorises callers by LexAI's access tokens, without a request to LexAI.
import { createServer } from 'node:http'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const lexai = new URL(process.env.LEXAI_URL ?? 'http://localhost:3000')
const port = Number(process.env.PORT ?? 4000)

// Fetched for the first token and cached. Fetched again when a token names an unknown key, as after a key rotation.
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', lexai))

/** The user and the rights in an access token. Throws for a token that is forged, expired, or issued for another audience. */
async function verify(token) {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ['ES256'],
    typ: 'at+jwt',
    issuer: lexai.origin,
    audience: `${lexai.origin}/api/v1`,
    requiredClaims: ['sub', 'sid', 'exp'],
  })
  return { userId: payload.sub, sessionId: payload.sid, role: payload.role, scopes: payload.scope.split(' ') }
}

const server = createServer(async (request, response) => {
  const reply = (status, body, headers = {}) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!token) return reply(401, { error: 'missing token' }, { 'WWW-Authenticate': 'Bearer' })
  try {
    const caller = await verify(token)
    if (!caller.scopes.includes('documents:read')) return reply(403, { error: 'insufficient scope' })
    reply(200, { hello: caller.userId, role: caller.role, scopes: caller.scopes })
  } catch {
    reply(401, { error: 'invalid token' }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' })
  }
})

server.listen(port, () => console.log(`listening on ${server.address().port}`))
