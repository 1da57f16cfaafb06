import type { Actor } from '#lib/audit/commands.ts'
import type { SessionIdentity } from '#lib/core/auth/find-identity.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { createSession, type Proof } from './create-session.ts'
import { endSessions } from './end-sessions.ts'

/** Creates a browser's session. The request's previous session ends, so that repeated sign-ins do not accumulate sessions. */
export async function createWebSession(
  actor: Actor,
  { proof, replaces }: { proof: Proof; replaces: SessionIdentity | null },
): Promise<{ sid: string; secret: string; expiresAt: Date }> {
  return db.$transaction(async (tx) => {
    const { row, secret, absoluteExpiresAt } = await createSession(tx, actor, { kind: 'web', proof })
    if (replaces) await endSessions(tx, { ...actor, ...ownerOf(replaces) }, replaces, 'replaced')
    return { sid: row.id, secret, expiresAt: absoluteExpiresAt }
  })
}

/** Ends a browser's session by signing out. */
export async function endWebSession(caller: Caller, session: SessionIdentity): Promise<void> {
  await db.$transaction((tx) => endSessions(tx, { ...caller, ...ownerOf(session) }, session, 'signed_out'))
}

function ownerOf({ userId, email }: SessionIdentity) {
  return { userId, email }
}
