/** Everything a person, token or API key can be allowed to do. Scopes of API keys are the same words. */
export const permissions = [
  'documents:read',
  'documents:write',
  'documents:delete',
  'matters:manage',
  'questions:ask',
  'users:manage',
  'sessions:revoke',
  'audit:read',
  'tokens:introspect',
] as const
export type Permission = (typeof permissions)[number]

export const roles = ['viewer', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

export const matterRoles = ['viewer', 'editor', 'owner'] as const
export type MatterRole = (typeof matterRoles)[number]

const viewer: readonly Permission[] = ['documents:read', 'questions:ask']
const editor: readonly Permission[] = [...viewer, 'documents:write', 'documents:delete', 'matters:manage']
const admin: readonly Permission[] = [...editor, 'users:manage', 'sessions:revoke', 'audit:read', 'tokens:introspect']

/** The one table of permissions: what an account's role allows at most. */
export const rolePermissions: Record<Role, readonly Permission[]> = { viewer, editor, admin }

/** What a membership allows inside its matter. A member may do what both this and the account's role allow. */
export const matterRolePermissions: Record<MatterRole, readonly Permission[]> = {
  viewer,
  editor: [...viewer, 'documents:write', 'documents:delete'],
  owner: editor,
}

/** The permissions that are decided matter by matter; for these an account's role alone opens no matter, an admin's neither. */
const matterPermissions: ReadonlySet<Permission> = new Set(editor)

/** What is asked about: nothing in particular, or a matter in which the caller has this role (null: is no member). */
export type Resource = { matterRole: MatterRole | null }

/**
 * Whether someone holding `granted` may use `permission`, on `resource` where one is given.
 * The lesser-of rule: inside a matter both the account (or key) and the membership must allow it.
 */
export function can(
  principal: { permissions: ReadonlySet<Permission> },
  permission: Permission,
  resource?: Resource,
): boolean {
  if (!principal.permissions.has(permission)) return false
  if (!resource || !matterPermissions.has(permission)) return true
  return resource.matterRole !== null && matterRolePermissions[resource.matterRole].includes(permission)
}

/** The membership roles that allow `permission`: the condition a list carries into its query. */
export function matterRolesWith(permission: Permission): MatterRole[] {
  return matterRoles.filter((role) => matterRolePermissions[role].includes(permission))
}
