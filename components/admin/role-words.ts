import type { Role } from '#lib/core/auth/permissions.ts'

export const roleWords: Record<Role, string> = { viewer: 'Viewer', editor: 'Editor', admin: 'Admin' }

export const roleChoices = [
  { value: 'viewer', label: roleWords.viewer, hint: 'Reads, searches and asks in matters they are in' },
  { value: 'editor', label: roleWords.editor, hint: 'Also uploads, changes, deletes, and makes matters' },
  { value: 'admin', label: roleWords.admin, hint: 'Also manages people, sessions and walls' },
] as const
