'use client'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, asApiError } from '#components/api/client.ts'
import { toast } from '#components/ui/toast.tsx'
import { layoutMessages } from './messages.ts'

const mutationKey = ['sign-out'] as const

/** True from the request to sign out until it fails. Queries are not refreshed in the meantime: they would be refused. */
export function isSigningOut(client: QueryClient): boolean {
  return client.isMutating({ mutationKey }) > 0
}

/**
 * Ends this session and opens the sign-in page. Pending queries are cancelled, because they would be refused. If the request fails, a
 * toast reports that the user is still signed in.
 */
export function useSignOut(): () => void {
  const client = useQueryClient()
  const { account: messages } = layoutMessages
  const signOut = useMutation({
    mutationKey,
    mutationFn: async () => {
      await client.cancelQueries()
      await endSession()
      location.assign('/sign-in?ended=signed_out')
      // Stays pending until the browser has left the page.
      return new Promise<never>(() => undefined)
    },
    onError: (thrown) => {
      const { message, detail } = asApiError(thrown)
      void client.invalidateQueries()
      toast.failed(messages.signOutFailed, detail ? messages.signOutFailure(message, detail) : `${message}.`)
    },
    meta: { showsError: true },
  })
  return () => signOut.mutate()
}

/** Deletes the session. 401 means that it has already ended. */
async function endSession(): Promise<void> {
  try {
    await api('/sessions/current', { method: 'DELETE', isAnonymous: true })
  } catch (thrown) {
    if (asApiError(thrown).status !== 401) throw thrown
  }
}
