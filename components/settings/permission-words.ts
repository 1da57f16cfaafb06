import type { Permission } from '#lib/core/auth/permissions.ts'

/** What each permission lets one do, in words. */
export const permissionWords: Record<Permission, string> = {
  'documents:read': 'Read and search documents',
  'documents:write': 'Upload and change documents',
  'documents:delete': 'Delete and restore documents',
  'matters:manage': 'Manage matters and their members',
  'questions:ask': 'Ask questions',
  'users:manage': 'Manage people',
  'sessions:revoke': 'End anyone’s sessions',
  'audit:read': 'Read the audit log',
  'tokens:introspect': 'Check other people’s tokens',
}
