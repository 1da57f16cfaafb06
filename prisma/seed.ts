import { system } from '#lib/audit/commands.ts'
import { hashPassword } from '#lib/core/auth/passwords.ts'
import { type Role, rolePermissions } from '#lib/core/auth/permissions.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db, pool } from '#lib/core/db/client.ts'
import { UserError } from '#lib/core/db/user-error.ts'
import { env } from '#lib/core/env.ts'
import { addSamples } from '#lib/documents/commands/add-samples.ts'
import { createMatter } from '#lib/matters/commands/create-matter.ts'
import { setMember } from '#lib/matters/commands/set-member.ts'
import { insertUser } from '#lib/users/commands/insert-user.ts'

const password = 'demonstration only'
const people = [
  { email: 'erin@example.com', name: 'Erin Editor', role: 'editor' },
  { email: 'victor@example.com', name: 'Victor Viewer', role: 'viewer' },
] as const

/** Fills an empty LexAI on this machine with two people, a matter they share and three contracts in it. Run again, it adds nothing. */
export async function seed(): Promise<string[]> {
  // Their password is in the source for everybody to read.
  if (new URL(env.publicOrigin).hostname !== 'localhost') throw new UserError('the seed is for a LexAI on localhost.')
  try {
    if (await db.user.findUnique({ where: { email: people[0].email } })) return ['The seed is already here.']
    const [erin, victor] = await createPeople()
    if (!erin || !victor) throw new Error('Nobody was made')
    const { matter } = await createMatter(erin, { name: 'Northwind supply', reference: 'NW-1' })
    await setMember(erin, matter.id, victor.userId, { role: 'viewer' })
    await addSamples(erin, { matterId: matter.id })
    return people.map(({ email, role }) => `${email} (${role}), password: ${password}`)
  } finally {
    await pool.end()
  }
}

async function createPeople(): Promise<UserPrincipal[]> {
  const hash = await hashPassword(password)
  return db.$transaction(async (tx) => {
    const made: UserPrincipal[] = []
    for (const { email, name, role } of people) {
      const userId = await insertUser(tx, system, { email, name, role, password: hash, emailVerified: new Date() })
      made.push(principal(userId, email, name, role))
    }
    return made
  })
}

function principal(userId: string, email: string, name: string, role: Role): UserPrincipal {
  const permissions = new Set(rolePermissions[role])
  const proof = {
    via: 'cookie',
    sessionId: null,
    apiKeyId: null,
    authenticatedAt: null,
    mustChangePassword: false,
  } as const
  return { ...system, kind: 'user', userId, email, name, role, permissions, ...proof }
}
