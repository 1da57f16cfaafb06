import type { Actor } from '#lib/audit/commands.ts'
import type { SessionIdentity } from '#lib/core/auth/find-identity.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { endSessions } from './end-sessions.ts'
import { openSession, type Proof } from './open-session.ts'

/** Opens a browser's session. The one that came with the request, if any, ends with it: nobody keeps two by signing in again. */
export async function openWebSession(
  actor: Actor,
  { proof, replaces }: { proof: Proof; replaces: SessionIdentity | null },
): Promise<{ sid: string; secret: string; expiresAt: Date }> {
  return db.$transaction(async (tx) => {
    const { row, secret, absoluteExpiresAt } = await openSession(tx, actor, { kind: 'web', proof })
    if (replaces) await endSessions(tx, { ...actor, ...ownerOf(replaces) }, replaces, 'replaced')
    return { sid: row.id, secret, expiresAt: absoluteExpiresAt }
  })
}

/** Signs a browser out. */
export async function endWebSession(caller: Caller, session: SessionIdentity): Promise<void> {
  await db.$transaction((tx) => endSessions(tx, { ...caller, ...ownerOf(session) }, session, 'signed_out'))
}

function ownerOf({ userId, email }: SessionIdentity) {
  return { userId, email }
}
