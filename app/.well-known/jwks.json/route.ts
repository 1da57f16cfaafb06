import { publicJwks } from '#lib/core/auth/key-cache.ts'
import { jwksMaxAgeSeconds } from '#lib/core/auth/signing-keys.ts'
import { otherMethods } from '#lib/core/http/route/method-not-allowed.ts'
import { bytesReply } from '#lib/core/http/route/reply.ts'
import { answerPlainly } from '#lib/core/http/route/respond-unauthenticated.ts'

export const dynamic = 'force-dynamic'

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods(['GET'])

const headers = { 'Cache-Control': `public, max-age=${jwksMaxAgeSeconds}`, 'Access-Control-Allow-Origin': '*' }

/** The public halves of the keys that access tokens are signed with (RFC 7517). Public: any origin may read it, any cache keep it. */
export function GET(request: Request): Promise<Response> {
  return answerPlainly(request, async () =>
    bytesReply(JSON.stringify(await publicJwks()), { contentType: 'application/jwk-set+json', headers }),
  )
}
