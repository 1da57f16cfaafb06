import pg from 'pg'
import { env } from '../env.ts'
import type { Tx } from './client.ts'
import { connectionConfig } from './connection.ts'

/**
 * What instances tell each other; most of it the triggers of prisma/migrations/0006_change_notifications. `reconnected` is said by this process to itself: something may have
 * been missed, so read again.
 */
export type Notification =
  /** A document's row or its progress, with the matters that it is, and was, in. */
  | { type: 'document'; documentId: string; matterIds: string[]; isProgress?: boolean }
  /** A matter, or the membership of the user that is named. */
  | { type: 'matter'; matterId: string; userId: string | null }
  | { type: 'user'; userId: string }
  /** Sessions, or API keys, of this user were opened or ended. */
  | { type: 'user-sessions' | 'user-api-keys'; userId: string }
  | { type: 'audit' }
  /** These sessions and API keys have ended: their streams end at once. */
  | { type: 'sessions'; sessionIds: string[] }
  | { type: 'signing-keys' }
  | { type: 'reconnected' }

type Listener = (message: Notification) => void
type Hub = { listeners: Set<Listener>; client: pg.Client | null; retry: NodeJS.Timeout | null; closed: boolean }

const channel = 'lexai'
const retryMs = 500
const key = Symbol.for('lexai.notifications')
const shared = globalThis as { [key]?: Hub }
// One connection for every module graph of the process.
const hub: Hub = shared[key] ?? { listeners: new Set(), client: null, retry: null, closed: false }
shared[key] = hub

/** Tells every instance, when and only when the transaction commits. At most 8000 bytes of JSON. */
export async function notify(tx: Tx, message: Exclude<Notification, { type: 'reconnected' }>): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify(message)})`
}

/**
 * Calls `listener` for each notification from any instance until the returned function is called. It also gets
 * `reconnected` each time the connection comes up after that: read the state on subscribing and then, and nothing is missed.
 */
export function subscribe(listener: Listener): () => void {
  hub.listeners.add(listener)
  if (!hub.client && !hub.retry) connect()
  return () => hub.listeners.delete(listener)
}

/** Whether this process listens: a server does; a script that only does one thing does not. */
export function isListening(): boolean {
  return hub.listeners.size > 0
}

/** Ends the connection for good: the last step before the process ends. */
export async function closeNotifications(): Promise<void> {
  hub.closed = true
  if (hub.retry) clearTimeout(hub.retry)
  hub.listeners.clear()
  const { client } = hub
  hub.client = null
  await client?.end().catch(() => {})
}

function connect(): void {
  hub.retry = setTimeout(() => void open(), hub.retry ? retryMs : 0)
}

async function open(): Promise<void> {
  const client = new pg.Client(connectionConfig(env.databaseUrl, 'lexai listen'))
  let isLost = false
  // One loss says `error` and `end`, and `error` once more while it is closed: it is answered once, and heard to the last.
  const lose = () => {
    if (isLost) return
    isLost = true
    if (hub.client === client) hub.client = null
    void client.end().catch(() => {})
    if (!hub.closed) connect()
  }
  client.on('error', lose)
  client.on('end', lose)
  client.on('notification', ({ payload }) => payload && tell(JSON.parse(payload) as Notification))
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  } catch {
    return lose()
  }
  if (hub.closed) return lose()
  if (isLost) return
  hub.client = client
  hub.retry = null
  tell({ type: 'reconnected' })
}

function tell(message: Notification): void {
  for (const listener of [...hub.listeners]) listener(message)
}
