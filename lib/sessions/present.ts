import { describeUserAgent } from './device-name.ts'
import type { SessionBody } from './schema.ts'

export const sessionColumns = {
  id: true,
  kind: true,
  deviceName: true,
  ip: true,
  userAgent: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
} as const

type SessionRow = {
  id: string
  kind: string
  deviceName: string | null
  ip: string | null
  userAgent: string | null
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

export function presentSession(row: SessionRow, currentSessionId: string | null): SessionBody {
  return {
    id: row.id,
    kind: row.kind === 'api' ? 'api' : 'web',
    deviceName: row.deviceName ?? describeUserAgent(row.userAgent),
    ip: row.ip,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === currentSessionId,
  }
}
