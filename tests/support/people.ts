import { createApiKey } from '#lib/api-keys/commands.ts'
import { system } from '#lib/audit/commands.ts'
import { hashPassword } from '#lib/core/auth/passwords.ts'
import { type Role, rolePermissions } from '#lib/core/auth/permissions.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { sessionCookieName, signSessionCookie } from '#lib/core/auth/session-cookie.ts'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import { presentTokens } from '#lib/sessions/commands/issue-tokens.ts'
import { openSession } from '#lib/sessions/commands/open-session.ts'
import { insertUser } from '#lib/users/commands/insert-user.ts'

export type Person = { id: string; email: string; name: string; role: Role; personalMatterId: string }
export type WebSession = { id: string; cookieName: string; cookieValue: string; cookie: string }
export type ApiSession = { id: string; accessToken: string }

/** Creates a user in the database, by the command that inserts every user. Hashing a password takes a third of a second, so there is none by default. */
export async function createUser(
  options: { role?: Role; email?: string; name?: string; password?: string } = {},
): Promise<Person> {
  const { role = 'editor', email = `${newId()}@example.com`, name = 'Ada Lovelace' } = options
  const password = options.password ? await hashPassword(options.password) : null
  const emailVerified = new Date()
  const id = await db.$transaction((tx) => insertUser(tx, system, { email, name, role, password, emailVerified }))
  const matter = await db.matter.findUniqueOrThrow({ where: { personalOfId: id }, select: { id: true } })
  return { id, email, name, role, personalMatterId: matter.id }
}

/** Opens a session without verifying a password. */
const withoutPassword = { method: 'google' } as const

/** Opens a browser session without a password. Gives its cookie. */
export async function signIn(person: Person): Promise<WebSession> {
  const { row, secret, absoluteExpiresAt } = await db.$transaction((tx) =>
    openSession(tx, actor(person), { kind: 'web', proof: withoutPassword }),
  )
  const cookie = { sid: row.id, secret, expiresAt: absoluteExpiresAt }
  const cookieValue = await signSessionCookie(cookie, env.authSecrets)
  const cookieName = sessionCookieName(env.publicOrigin)
  return { id: row.id, cookieName, cookieValue, cookie: `${cookieName}=${cookieValue}` }
}

/** Opens a session of kind "api" without a password. Gives its access token. */
export async function openApiSession(person: Person): Promise<ApiSession> {
  const { row } = await db.$transaction((tx) => openSession(tx, actor(person), { kind: 'api', proof: withoutPassword }))
  const tokens = await presentTokens({ sessionId: row.id, userId: person.id, role: person.role }, '')
  return { id: row.id, accessToken: tokens.accessToken }
}

/** Creates an API key of the user in the database. Gives its id. */
export async function createApiKeyOf(person: Person): Promise<string> {
  return (await createApiKey(principalOf(person), { name: newId(), scopes: ['documents:read'] })).id
}

/** Links a Google account to the user in the database. Gives the id of the link. */
export async function linkGoogle(person: Person): Promise<string> {
  const [id, providerAccountId] = [newId(), newId()]
  const account = { id, userId: person.id, type: 'oidc', provider: 'google', providerAccountId, email: null }
  await db.account.create({ data: account })
  return id
}

/** The principal of the user, for calling queries and commands without HTTP. */
export function principalOf(person: Person): UserPrincipal {
  return {
    ...actor(person),
    kind: 'user',
    name: person.name,
    role: person.role,
    permissions: new Set(rolePermissions[person.role]),
    via: 'cookie',
    sessionId: null,
    apiKeyId: null,
    authenticatedAt: new Date(),
    mustChangePassword: false,
  }
}

function actor(person: Person) {
  return { requestId: newId(), ip: '127.0.0.1', userAgent: 'tests', userId: person.id, email: person.email }
}
