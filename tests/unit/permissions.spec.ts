import { expect, test } from '@playwright/test'
import { can, matterRoles, matterRolesWith, permissions, rolePermissions, roles } from '#lib/core/auth/permissions.ts'

test('Each role has all permissions of the role below it', () => {
  const [viewer, editor, admin] = roles.map((role) => new Set(rolePermissions[role]))
  expect([...(viewer ?? [])].every((permission) => editor?.has(permission))).toBe(true)
  expect([...(editor ?? [])].every((permission) => admin?.has(permission))).toBe(true)
  expect(admin).toEqual(new Set(permissions))
})

test('Inside a matter both the account role and the membership must grant a permission', () => {
  const as = (role: (typeof roles)[number]) => ({ permissions: new Set(rolePermissions[role]) })
  expect(can(as('viewer'), 'documents:write', { matterRole: 'owner' })).toBe(false)
  expect(can(as('editor'), 'documents:write', { matterRole: 'viewer' })).toBe(false)
  expect(can(as('editor'), 'documents:write', { matterRole: 'editor' })).toBe(true)
  expect(can(as('editor'), 'matters:manage', { matterRole: 'editor' })).toBe(false)
  expect(can(as('editor'), 'matters:manage', { matterRole: 'owner' })).toBe(true)
})

test('An administrator without membership cannot read documents but can manage users', () => {
  const admin = { permissions: new Set(rolePermissions.admin) }
  for (const permission of rolePermissions.editor)
    expect(can(admin, permission, { matterRole: null }), permission).toBe(false)
  expect(can(admin, 'users:manage', { matterRole: null })).toBe(true)
})

test('matterRolesWith returns the membership roles that grant a permission', () => {
  expect(matterRolesWith('documents:read')).toEqual([...matterRoles])
  expect(matterRolesWith('documents:delete')).toEqual(['editor', 'owner'])
  expect(matterRolesWith('users:manage')).toEqual([])
})
