import { sessionCookieName } from '#lib/core/auth/session-cookie.ts'

/** The headers that a browser sends from a page of the application. */
export const sameOriginHeaders = { 'Sec-Fetch-Site': 'same-origin', 'X-Auth-Return-Redirect': '1' }

/** Submits the sign-in form like the sign-in page does. */
export function submitSignIn(
  baseUrl: string,
  { email, password }: { email: string; password: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...sameOriginHeaders, ...headers },
    body: new URLSearchParams({ email, password, callbackUrl: '/library' }),
  })
}

/** The session cookie that a response sets, as `name=value`, or null. */
export function sessionCookieOf(response: Response): string | null {
  const name = sessionCookieName('http://localhost')
  const set = response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))
  const value = set?.slice(name.length + 1).split(';')[0]
  return value ? `${name}=${value}` : null
}

/** The cookies that a response sets, as a Cookie header value. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')
}
