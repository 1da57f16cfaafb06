import { createHash } from 'node:crypto'
import { publicJwks } from '#lib/core/auth/key-cache.ts'
import { jwksMaxAgeSeconds } from '#lib/core/auth/signing-keys.ts'
import { otherMethods } from '#lib/core/http/other-methods.ts'

export const dynamic = 'force-dynamic'

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods(['GET'])

/** The public halves of the keys that access tokens are signed with (RFC 7517). Public: any origin may read it, any cache keep it. */
export async function GET(request: Request): Promise<Response> {
  const body = JSON.stringify(await publicJwks())
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = {
    'Cache-Control': `public, max-age=${jwksMaxAgeSeconds}`,
    'Access-Control-Allow-Origin': '*',
    ETag: etag,
  }
  const known = request.headers.get('if-none-match')?.includes(etag) ?? false
  if (known) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'Content-Type': 'application/jwk-set+json' } })
}
