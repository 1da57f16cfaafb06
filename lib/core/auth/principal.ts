import type { Permission, Role } from './permissions.ts'

/** Where a request comes from, known or not: what audit rows and limits need. */
export type Caller = {
  requestId: string
  /** The client's address: the connection's, or a trusted proxy's word for it. */
  ip: string
  userAgent: string | null
}

/** Somebody who has proved who they are. Made by lib/core/auth alone, afresh for each request. */
export type Principal = Caller & {
  userId: string
  email: string
  name: string
  role: Role
  /** What may be done now: the role's permissions, for an API key cut down to its scopes. */
  permissions: ReadonlySet<Permission>
  via: 'cookie' | 'bearer' | 'api_key'
  /** Null for an API key. */
  sessionId: string | null
  apiKeyId: string | null
  /** When they last proved with password or Google who they are; null for an API key. */
  authenticatedAt: Date | null
  /** Their password was chosen by somebody else, and pages ask for another first. */
  mustChangePassword: boolean
}
