import { expect, test } from '@playwright/test'
import { can, matterRoles, matterRolesWith, permissions, rolePermissions, roles } from '#lib/core/auth/permissions.ts'

test('each role may all that the one before it may', () => {
  const [viewer, editor, admin] = roles.map((role) => new Set(rolePermissions[role]))
  expect([...(viewer ?? [])].every((permission) => editor?.has(permission))).toBe(true)
  expect([...(editor ?? [])].every((permission) => admin?.has(permission))).toBe(true)
  expect(admin).toEqual(new Set(permissions))
})

test('inside a matter the lesser of account and membership counts', () => {
  const as = (role: (typeof roles)[number]) => ({ permissions: new Set(rolePermissions[role]) })
  expect(can(as('viewer'), 'documents:write', { matterRole: 'owner' })).toBe(false)
  expect(can(as('editor'), 'documents:write', { matterRole: 'viewer' })).toBe(false)
  expect(can(as('editor'), 'documents:write', { matterRole: 'editor' })).toBe(true)
  expect(can(as('editor'), 'matters:manage', { matterRole: 'editor' })).toBe(false)
  expect(can(as('editor'), 'matters:manage', { matterRole: 'owner' })).toBe(true)
})

test('an admin who is no member reads no document, and still manages people', () => {
  const admin = { permissions: new Set(rolePermissions.admin) }
  for (const permission of rolePermissions.editor)
    expect(can(admin, permission, { matterRole: null }), permission).toBe(false)
  expect(can(admin, 'users:manage', { matterRole: null })).toBe(true)
})

test('a list asks for the memberships that allow it', () => {
  expect(matterRolesWith('documents:read')).toEqual([...matterRoles])
  expect(matterRolesWith('documents:delete')).toEqual(['editor', 'owner'])
  expect(matterRolesWith('users:manage')).toEqual([])
})
