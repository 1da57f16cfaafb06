import pg from 'pg'
import { env } from '../env.ts'
import type { Tx } from './client.ts'
import { connectionConfig } from './connection.ts'

/**
 * Messages between instances through LISTEN/NOTIFY. Most of them are sent by the triggers of
 * prisma/migrations/0006_change_notifications. `reconnected` is sent by this process to itself: notifications may have been lost, so
 * listeners have to read their state again.
 */
export type Notification =
  /** A document's row or progress changed. `matterIds`: its current and, after a move, its previous matter. */
  | { type: 'document'; documentId: string; matterIds: string[]; isProgress?: boolean }
  /** A matter changed, or the membership of `userId` in it. */
  | { type: 'matter'; matterId: string; userId: string | null }
  | { type: 'user'; userId: string }
  /** Sessions or API keys of this user were created or ended. */
  | { type: 'user-sessions' | 'user-api-keys'; userId: string }
  | { type: 'audit' }
  /** These sessions and API keys have ended, so their event streams have to be closed. `sessionIds` contains ids of both. */
  | { type: 'sessions'; sessionIds: string[] }
  | { type: 'signing-keys' }
  | { type: 'reconnected' }

type Listener = (message: Notification) => void
type Hub = { listeners: Set<Listener>; client: pg.Client | null; retry: NodeJS.Timeout | null; closed: boolean }

const channel = 'lexai'
const retryMs = 500
const key = Symbol.for('lexai.notifications')
const shared = globalThis as { [key]?: Hub }
// One connection for all module graphs of the process.
const hub: Hub = shared[key] ?? { listeners: new Set(), client: null, retry: null, closed: false }
shared[key] = hub

/** Sends a notification to every instance if and when the transaction commits. At most 8000 bytes of JSON. */
export async function notify(tx: Tx, message: Exclude<Notification, { type: 'reconnected' }>): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify(message)})`
}

/**
 * Calls `listener` for each notification from any instance, until the returned function is called. The listener also gets
 * `reconnected` whenever the connection has been established. To miss nothing, read the state after subscribing and after each
 * `reconnected`.
 */
export function subscribe(listener: Listener): () => void {
  hub.listeners.add(listener)
  if (!hub.client && !hub.retry) connect()
  return () => hub.listeners.delete(listener)
}

/** Whether this process listens for notifications. A server does, a script does not. */
export function isListening(): boolean {
  return hub.listeners.size > 0
}

/** Closes the connection permanently. Call it before the process ends. */
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
  // A lost connection emits `error` and `end`, and `error` again while it is closed. The listeners stay attached for that.
  const handleLoss = () => {
    if (isLost) return
    isLost = true
    if (hub.client === client) hub.client = null
    void client.end().catch(() => {})
    if (!hub.closed) connect()
  }
  client.on('error', handleLoss)
  client.on('end', handleLoss)
  client.on('notification', ({ payload }) => payload && dispatch(JSON.parse(payload) as Notification))
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  } catch {
    return handleLoss()
  }
  if (hub.closed) return handleLoss()
  if (isLost) return
  hub.client = client
  hub.retry = null
  dispatch({ type: 'reconnected' })
}

function dispatch(message: Notification): void {
  for (const listener of [...hub.listeners]) listener(message)
}
