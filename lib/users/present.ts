import { permissions, type Role } from '#lib/core/auth/permissions.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import type { IdentityBody, MeBody, UserBody } from './schema.ts'

/** The columns that `presentUser` needs. Of the password, only its existence is read. */
export const userColumns = {
  id: true,
  email: true,
  name: true,
  phone: true,
  role: true,
  status: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
  password: { select: { userId: true } },
  accounts: { select: { provider: true } },
  sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
} as const

type UserRow = {
  id: string
  email: string
  name: string
  phone: string | null
  role: string
  status: string
  createdAt: Date
  updatedAt: Date
  password: unknown
  accounts: { provider: string }[]
  sessions: { lastSeenAt: Date }[]
}

export function presentUser(row: UserRow): UserBody {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    phone: row.phone,
    role: row.role as Role,
    status: row.status === 'active' ? 'active' : 'disabled',
    invited: !row.password && row.accounts.length === 0,
    google: row.accounts.some(({ provider }) => provider === 'google'),
    lastSeenAt: row.sessions[0]?.lastSeenAt.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function presentIdentity(row: { id: string; email: string | null; createdAt: Date }): IdentityBody {
  return { id: row.id, provider: 'google', email: row.email, linkedAt: row.createdAt.toISOString() }
}

/** The caller's account. Its permissions are those of the credential, which for an API key are a subset of the role's. */
export function presentMe(principal: UserPrincipal, row: { name: string; phone: string | null }): MeBody {
  const { userId, email, role } = principal
  const granted = permissions.filter((permission) => principal.permissions.has(permission))
  return { id: userId, email, name: row.name, phone: row.phone, role, permissions: granted }
}
