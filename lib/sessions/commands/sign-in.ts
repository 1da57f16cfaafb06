import type { Caller, Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { presentSession } from '../present.ts'
import type { SessionBody, SignInInput, TokensBody } from '../schema.ts'
import { checkCredentials } from './check-credentials.ts'
import { endSessions } from './end-sessions.ts'
import { createRefreshToken, presentTokens } from './issue-tokens.ts'
import { openSession } from './open-session.ts'

/**
 * Signs a program in: a session of kind "api" with its first tokens. One that signs in again with a token of its own ends
 * the session that token belongs to. Throws `auth.invalid_credentials`, `request.rate_limited`.
 */
export async function signIn(
  caller: Caller,
  input: SignInInput,
  before: Principal | null,
): Promise<TokensBody & { session: SessionBody }> {
  const user = await checkCredentials(caller, input)
  const actor = { ...caller, userId: user.id, email: user.email }
  const { row, refreshToken } = await db.$transaction(async (tx) => {
    const opened = await openSession(tx, actor, {
      kind: 'api',
      proof: { method: 'password', hash: user.verifiedHash },
      deviceName: input.deviceName ?? null,
    })
    if (before?.kind === 'user' && before.via === 'bearer' && before.sessionId) {
      await endSessions(tx, before, { sessionId: before.sessionId, userId: before.userId }, 'replaced')
    }
    return { row: opened.row, refreshToken: await createRefreshToken(tx, opened.row.id, null) }
  })
  const tokens = await presentTokens({ sessionId: row.id, userId: user.id, role: user.role }, refreshToken)
  return { session: presentSession(row, row.id), ...tokens }
}
