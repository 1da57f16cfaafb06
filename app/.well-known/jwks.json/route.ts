import { publicJwks } from '#lib/core/auth/signing-key-cache.ts'
import { jwksMaxAgeSeconds } from '#lib/core/auth/signing-keys.ts'
import { methodNotAllowedHandlers } from '#lib/core/http/route/method-not-allowed.ts'
import { bytesReply } from '#lib/core/http/route/reply.ts'
import { respondUnauthenticated } from '#lib/core/http/route/respond-unauthenticated.ts'

export const dynamic = 'force-dynamic'

export const { POST, PUT, PATCH, DELETE, OPTIONS } = methodNotAllowedHandlers(['GET'])

const headers = { 'Cache-Control': `public, max-age=${jwksMaxAgeSeconds}`, 'Access-Control-Allow-Origin': '*' }

/** The public keys of access tokens as a JWK Set (RFC 7517). Any origin may read it, and any cache may store it. */
export function GET(request: Request): Promise<Response> {
  return respondUnauthenticated(request, async () =>
    bytesReply(JSON.stringify(await publicJwks()), { contentType: 'application/jwk-set+json', headers }),
  )
}
