import { sessionCookieName } from '#lib/core/auth/session-cookie.ts'

/** What a browser sends along from a page of ours. */
export const fromOurPage = { 'Sec-Fetch-Site': 'same-origin', 'X-Auth-Return-Redirect': '1' }

/** Sends the sign-in form as LexAI's own page does. */
export function submitSignIn(
  baseUrl: string,
  { email, password }: { email: string; password: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...fromOurPage, ...headers },
    body: new URLSearchParams({ email, password, callbackUrl: '/library' }),
  })
}

/** The session cookie that an answer sets, as `name=value`; null where it sets none. */
export function sessionCookieOf(response: Response): string | null {
  const name = sessionCookieName('http://localhost')
  const set = response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))
  const value = set?.slice(name.length + 1).split(';')[0]
  return value ? `${name}=${value}` : null
}

/** The cookies of an answer in the form of a Cookie header. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')
}
