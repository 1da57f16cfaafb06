import { ApiError, fetchOrFail, toApiError } from '#components/api/client.ts'

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const response = await fetchOrFail(path, {
    method: 'POST',
    headers: { 'X-Auth-Return-Redirect': '1' },
    body: new URLSearchParams(fields),
  })
  if (!response.ok) throw await toApiError(response)
  return response
}

/** Opens a session in this browser, replacing the one it has. Throws `ApiError`: one and the same for every wrong combination. */
export async function signInWithPassword(email: string, password: string, callbackUrl: string): Promise<void> {
  await post('/api/auth/callback/credentials', { email, password, callbackUrl })
}

/** Leaves for Google, to come back signed in; with `password`, to join the Google account to the one that is signed in. */
export async function goToGoogle(callbackUrl: string, password?: string): Promise<void> {
  const linking: Record<string, string> = password === undefined ? {} : { link: '1', password }
  const response = await post('/api/auth/signin/google', { callbackUrl, ...linking })
  const { url } = (await response.json()) as { url?: string }
  if (!url) throw new ApiError({ status: 502, code: 'server.error', title: 'Google could not be reached' })
  location.assign(url)
}
