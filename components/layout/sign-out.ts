import { api } from '#components/api/client.ts'

/** Ends this session and leaves everything that was on the screen. */
export async function signOut(): Promise<void> {
  await api('/sessions/current', { method: 'DELETE', isAnonymous: true }).catch(() => undefined)
  location.assign('/sign-in?ended=signed_out')
}
