import type { Notification } from '#lib/core/db/notifications.ts'
import type { ReaderAccess } from './reader-access.ts'
import { type ChangesBody, type ChangeTopic, changeTopics } from './schema.ts'

/** With more documents or matters than this, the event says that any may have changed, so that memory per reader is bounded. */
const maxIds = 200

/** Collects the notifications for one reader until they are sent as one event. */
export class PendingChanges {
  readonly #userId: string
  #documents = new Map<string, { matterIds: readonly string[]; isProgress: boolean }>()
  #matters = new Set<string>()
  #flags = new Set<ChangeTopic>()
  /** Initially true: the first event contains all topics. */
  #hasChangedEverything = true

  constructor(userId: string) {
    this.#userId = userId
  }

  /** Whether the reader's own memberships or role may have changed. */
  get mayAffectAccess(): boolean {
    return this.#hasChangedEverything || this.#flags.has('access')
  }

  /** Adds a notification. Returns whether its type is relevant for readers. */
  add(message: Notification): boolean {
    switch (message.type) {
      case 'reconnected':
        this.#hasChangedEverything = true
        return true
      case 'document':
        if (this.#documents.size >= maxIds) this.#hasChangedEverything = true
        else this.#addDocument(message)
        return true
      case 'matter':
        if (message.userId === this.#userId) this.#flags.add('access')
        if (this.#matters.size >= maxIds) this.#hasChangedEverything = true
        else this.#matters.add(message.matterId)
        return true
      case 'user':
        this.#flags.add('people')
        if (message.userId === this.#userId) this.#flags.add('access').add('account')
        return true
      case 'user-sessions':
        this.#flags.add(message.userId === this.#userId ? 'account' : 'sessions')
        return true
      case 'user-api-keys':
        this.#flags.add(message.userId === this.#userId ? 'account' : 'api-keys')
        return true
      case 'audit':
        this.#flags.add('audit')
        return true
      default:
        return false
    }
  }

  /**
   * Removes all collected changes and returns those that the reader could access before or can access now; null if there are none. A reader
   * who loses access to a document is told that it changed, and the following read is answered with 404.
   */
  drain(before: ReaderAccess, now: ReaderAccess): ChangesBody | null {
    const { permissions } = now
    const canRead = permissions.has('documents:read')
    const canAccess = (matterId: string) => canRead && (before.matterIds.has(matterId) || now.matterIds.has(matterId))
    const hasChangedEverything = this.#hasChangedEverything
    const documents = [...this.#documents].filter(([, { matterIds }]) => matterIds.some(canAccess))
    const isIncluded: Record<ChangeTopic, boolean> = {
      access: this.#flags.has('access'),
      account: this.#flags.has('account'),
      documents: documents.some(([, { isProgress }]) => !isProgress),
      progress: documents.some(([, { isProgress }]) => isProgress),
      matters: [...this.#matters].some(canAccess) || (this.#matters.size > 0 && permissions.has('users:manage')),
      people: this.#flags.has('people') && permissions.has('users:manage'),
      sessions: (this.#flags.has('sessions') && permissions.has('sessions:revoke')) || this.#flags.has('account'),
      'api-keys': (this.#flags.has('api-keys') && permissions.has('sessions:revoke')) || this.#flags.has('account'),
      audit: this.#flags.has('audit') && permissions.has('audit:read'),
    }
    this.#documents.clear()
    this.#matters.clear()
    this.#flags.clear()
    this.#hasChangedEverything = false
    if (hasChangedEverything) return { topics: [...changeTopics], documentIds: null }
    const topics = changeTopics.filter((topic) => isIncluded[topic])
    return topics.length > 0 ? { topics, documentIds: documents.map(([id]) => id) } : null
  }

  #addDocument({ documentId, matterIds, isProgress = false }: Notification & { type: 'document' }): void {
    const known = this.#documents.get(documentId)
    this.#documents.set(documentId, {
      matterIds: known ? [...new Set([...known.matterIds, ...matterIds])] : matterIds,
      isProgress: isProgress && (known?.isProgress ?? true),
    })
  }
}
