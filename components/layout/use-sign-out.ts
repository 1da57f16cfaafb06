'use client'
import { useQueryClient } from '@tanstack/react-query'
import { api, asApiError } from '#components/api/client.ts'
import { toast } from '#components/ui/toast.tsx'
import { layoutMessages } from './messages.ts'

let isUnderWay = false

/** True from the request to sign out until it fails. What the server reports meanwhile is not read again: it would be refused. */
export function isSigningOut(): boolean {
  return isUnderWay
}

/**
 * Ends this session and leaves everything that was on the screen. Requests that would be refused by then are cancelled. Where it fails,
 * says that the person is still signed in.
 */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const { account: messages } = layoutMessages
  return async () => {
    isUnderWay = true
    await client.cancelQueries()
    try {
      await api('/sessions/current', { method: 'DELETE', isAnonymous: true })
    } catch (thrown) {
      const { status, message, detail } = asApiError(thrown)
      // 401: the session had ended before.
      if (status !== 401) {
        isUnderWay = false
        void client.invalidateQueries()
        return toast.failed(messages.signOutFailed, detail ? messages.signOutFailure(message, detail) : `${message}.`)
      }
    }
    location.assign('/sign-in?ended=signed_out')
  }
}
