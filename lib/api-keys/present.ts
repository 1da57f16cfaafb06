import { permissions } from '#lib/core/auth/permissions.ts'
import type { ApiKeyBody } from './schema.ts'

export const apiKeyColumns = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
} as const

type ApiKeyRow = {
  id: string
  name: string
  prefix: string
  scopes: string[]
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
}

export function presentApiKey({ id, name, prefix, ...row }: ApiKeyRow): ApiKeyBody {
  return {
    id,
    name,
    prefix,
    scopes: permissions.filter((permission) => row.scopes.includes(permission)),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}
