import type { Notification } from '#lib/core/db/notifications.ts'
import type { ReaderAccess } from './reader-access.ts'
import { type ChangesBody, type ChangeTopic, changeTopics } from './schema.ts'

/** More documents than this are told of as "any": what one reader holds in memory stays small however slow they are. */
const maxDocuments = 200

/** Gathers notifications for one reader until they are told of together, in memory that does not grow with their number. */
export class PendingChanges {
  readonly #userId: string
  #documents = new Map<string, { matterIds: readonly string[]; isProgress: boolean }>()
  #matters = new Set<string>()
  #flags = new Set<ChangeTopic>()
  #isAnything = true

  constructor(userId: string) {
    this.#userId = userId
  }

  /** Whether the reader's own memberships or role may have changed. */
  get concernsAccess(): boolean {
    return this.#isAnything || this.#flags.has('access')
  }

  /** Takes a notification; says whether it can concern anybody who reads. */
  add(message: Notification): boolean {
    switch (message.type) {
      case 'reconnected':
        this.#isAnything = true
        return true
      case 'document':
        if (this.#documents.size >= maxDocuments) this.#isAnything = true
        else this.#addDocument(message)
        return true
      case 'matter':
        if (message.userId === this.#userId) this.#flags.add('access')
        if (this.#matters.size >= maxDocuments) this.#isAnything = true
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
   * Takes out what the reader may be told of, by what they could see before or can see now: who loses a document is told that it
   * changed, and finds it gone. Null where nothing of it is for them.
   */
  take(before: ReaderAccess, now: ReaderAccess): ChangesBody | null {
    const { permissions } = now
    const mayRead = permissions.has('documents:read')
    const sees = (matterId: string) => mayRead && (before.matterIds.has(matterId) || now.matterIds.has(matterId))
    const isAnything = this.#isAnything
    const documents = [...this.#documents].filter(([, { matterIds }]) => matterIds.some(sees))
    const may: Record<ChangeTopic, boolean> = {
      access: this.#flags.has('access'),
      account: this.#flags.has('account'),
      documents: documents.some(([, { isProgress }]) => !isProgress),
      progress: documents.some(([, { isProgress }]) => isProgress),
      matters: [...this.#matters].some(sees) || (this.#matters.size > 0 && permissions.has('users:manage')),
      people: this.#flags.has('people') && permissions.has('users:manage'),
      sessions: (this.#flags.has('sessions') && permissions.has('sessions:revoke')) || this.#flags.has('account'),
      'api-keys': (this.#flags.has('api-keys') && permissions.has('sessions:revoke')) || this.#flags.has('account'),
      audit: this.#flags.has('audit') && permissions.has('audit:read'),
    }
    this.#documents.clear()
    this.#matters.clear()
    this.#flags.clear()
    this.#isAnything = false
    if (isAnything) return { topics: [...changeTopics], documentIds: null }
    const topics = changeTopics.filter((topic) => may[topic])
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
