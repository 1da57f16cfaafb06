import type { Permission, Role } from '#lib/core/auth/permissions.ts'
import type { RouteMethod } from '#lib/core/http/methods.ts'

/** Anyone; any authenticated caller, API keys included; a session, but no API key; or callers with a permission. */
export type ExpectedAccess = 'public' | 'signed-in' | 'session' | Permission

// Written by hand on purpose: the declarations of the routes and roles are tested against this table.

export const expectedAccess: Record<string, Partial<Record<RouteMethod, ExpectedAccess>>> = {
  '/api-keys': { GET: 'signed-in', POST: 'session' },
  '/api-keys/{id}': { DELETE: 'session' },
  '/audit-events': { GET: 'audit:read' },
  '/documents': { GET: 'documents:read', POST: 'documents:write' },
  '/documents/samples': { POST: 'documents:write' },
  '/documents/{id}': { GET: 'documents:read', PATCH: 'documents:write', DELETE: 'documents:delete' },
  '/documents/{id}/content': { GET: 'documents:read', PUT: 'documents:write' },
  '/documents/{id}/events': { GET: 'documents:read' },
  '/documents/{id}/pages/{n}': { GET: 'documents:read' },
  '/documents/{id}/pages/{n}/image': { GET: 'documents:read' },
  '/documents/{id}/reading': { POST: 'documents:write' },
  '/documents/{id}/restore': { POST: 'documents:delete' },
  '/documents/{id}/text': { GET: 'documents:read' },
  '/documents/{id}/title-suggestions': { GET: 'documents:read' },
  '/documents/{id}/versions': { GET: 'documents:read' },
  '/email-verifications': { POST: 'public' },
  '/events': { GET: 'signed-in' },
  '/health': { GET: 'public' },
  '/ingest-queue': { GET: 'users:manage' },
  '/ingest-queue/{versionId}/retry': { POST: 'users:manage' },
  '/matters': { GET: 'documents:read', POST: 'matters:manage' },
  '/matters/{id}': { GET: 'documents:read', PATCH: 'matters:manage', DELETE: 'matters:manage' },
  '/matters/{id}/candidates': { GET: 'matters:manage' },
  '/matters/{id}/members': { GET: 'documents:read' },
  // Every member may leave a matter; the command checks who removes whom.
  '/matters/{id}/members/{userId}': { PUT: 'matters:manage', DELETE: 'documents:read' },
  '/me': { GET: 'signed-in', PATCH: 'session' },
  '/me/identities': { GET: 'signed-in' },
  '/me/identities/{id}': { DELETE: 'session' },
  '/me/password': { PUT: 'session' },
  '/me/reauthentication': { POST: 'session' },
  '/openapi.json': { GET: 'public' },
  '/password-resets': { POST: 'public', PUT: 'public' },
  '/password-resets/{token}': { PUT: 'public' },
  '/ready': { GET: 'public' },
  '/registrations': { POST: 'public' },
  '/search': { GET: 'documents:read' },
  '/sessions': { GET: 'signed-in', POST: 'public', DELETE: 'session' },
  '/sessions/{id}': { GET: 'signed-in', DELETE: 'session' },
  '/tokens': { POST: 'public' },
  '/tokens/introspection': { POST: 'tokens:introspect' },
  '/trash': { GET: 'documents:delete', DELETE: 'documents:delete' },
  '/trash/{id}': { DELETE: 'documents:delete' },
  '/users': { GET: 'users:manage', POST: 'users:manage' },
  '/users/{id}': { GET: 'users:manage', PATCH: 'users:manage' },
  '/users/{id}/api-keys': { GET: 'sessions:revoke' },
  '/users/{id}/api-keys/{keyId}': { DELETE: 'sessions:revoke' },
  '/users/{id}/invitations': { POST: 'users:manage' },
  '/users/{id}/sessions': { GET: 'sessions:revoke', DELETE: 'sessions:revoke' },
  '/users/{id}/sessions/{sid}': { DELETE: 'sessions:revoke' },
}

const viewer: Permission[] = ['documents:read', 'questions:ask']
const editor: Permission[] = [...viewer, 'documents:write', 'documents:delete', 'matters:manage']
const admin: Permission[] = [...editor, 'users:manage', 'sessions:revoke', 'audit:read', 'tokens:introspect']

export const expectedGrants: Record<Role, Permission[]> = { viewer, editor, admin }
