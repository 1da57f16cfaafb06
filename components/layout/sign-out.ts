import { api, asApiError } from '#components/api/client.ts'
import { toast } from '#components/ui/toast.tsx'

/** Ends this session and leaves everything that was on the screen. Where that fails, says that the person is still signed in. */
export async function signOut(): Promise<void> {
  try {
    await api('/sessions/current', { method: 'DELETE', isAnonymous: true })
  } catch (thrown) {
    const { status, message, detail } = asApiError(thrown)
    // 401: the session had ended before.
    if (status !== 401) return toast.failed('You are still signed in', `${message}. ${detail ?? ''}`.trim())
  }
  location.assign('/sign-in?ended=signed_out')
}
