import { authHandlers } from '#lib/core/auth/next-auth.ts'
import { methodNotAllowedHandlers } from '#lib/core/http/route/method-not-allowed.ts'
import { checkCredentials } from '#lib/sessions/commands/check-credentials.ts'
import { createWebSession, endWebSession } from '#lib/sessions/commands/web-sessions.ts'
import { createGoogleUser, linkGoogleAccount, recordRejectedGoogleSignIn } from '#lib/users/commands/google-account.ts'

export const { GET, POST } = authHandlers({
  checkCredentials,
  createSession: (caller, { user, ...how }) => createWebSession({ ...caller, userId: user.id, email: user.email }, how),
  endSession: endWebSession,
  createGoogleUser,
  linkGoogleAccount,
  recordRejectedGoogleSignIn,
})

export const { PUT, PATCH, DELETE, OPTIONS } = methodNotAllowedHandlers(['GET', 'POST'])
