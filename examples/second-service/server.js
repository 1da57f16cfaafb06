// A service beside LexAI: it knows who calls and what they may, from the token alone, without asking LexAI per request.
import { createServer } from 'node:http'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const lexai = new URL(process.env.LEXAI_URL ?? 'http://localhost:3000')
const port = Number(process.env.PORT ?? 4000)

// Fetched at the first token and kept; fetched again only when a token names a key that is not in it, as after a rotation.
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', lexai))

/** Who holds this access token; throws for one that is forged, expired, or not meant for LexAI's API. */
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
