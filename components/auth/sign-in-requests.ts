import { ApiError, fetchOrFail, toApiError } from '#components/api/client.ts'
import { authMessages } from './messages.ts'

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const response = await fetchOrFail(path, {
    method: 'POST',
    headers: { 'X-Auth-Return-Redirect': '1' },
    body: new URLSearchParams(fields),
  })
  if (!response.ok) throw await toApiError(response)
  return response
}

/** Starts a session in this browser, replacing an existing one. Throws the same `ApiError` for a wrong password and an unknown address. */
export async function signInWithPassword(email: string, password: string, callbackUrl: string): Promise<void> {
  await post('/api/auth/callback/credentials', { email, password, callbackUrl })
}

/** Redirects to Google to sign in; with `password`, to link the Google account to the account that is signed in. */
export async function goToGoogle(callbackUrl: string, password?: string): Promise<void> {
  const linkFields: Record<string, string> = password === undefined ? {} : { link: '1', password }
  const response = await post('/api/auth/signin/google', { callbackUrl, ...linkFields })
  const { url } = (await response.json()) as { url?: string }
  if (!url) throw new ApiError({ status: 502, code: 'server.error', title: authMessages.google.unreachable })
  location.assign(url)
}
