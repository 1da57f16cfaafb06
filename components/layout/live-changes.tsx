'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { subscribeToChanges } from '#components/api/change-stream.ts'
import { removeUnusedQueries } from '#components/api/lost-access.ts'
import { Refresher } from '#components/api/refresher.ts'
import type { ChangesBody, ChangeTopic } from '#lib/changes/schema.ts'
import { useOnlineRouter } from './use-online-router.ts'
import { isSigningOut } from './use-sign-out.ts'

/** The queries that are refreshed for each topic. */
const topicKeys: Record<ChangeTopic, readonly QueryKey[]> = {
  access: [['documents'], ['search'], ['matters'], ['palette']],
  account: [['me'], ['profile'], ['sessions'], ['api-keys']],
  documents: [['documents', 'list'], ['documents', 'in-flight'], ['search'], ['matters'], ['ingest-queue']],
  progress: [['ingest-queue']],
  matters: [['matters']],
  people: [['users']],
  sessions: [['sessions']],
  'api-keys': [['api-keys']],
  audit: [['audit']],
}

/** The queries of one document. */
const documentKeys = (id: string): readonly QueryKey[] => [
  ['documents', 'read', id],
  ['documents', 'one', id],
  ['documents', 'versions', id],
  ['documents', 'title-suggestions', id],
]

/**
 * Refreshes the queries of every open page when their data may have changed on the server, and removes the data that the user lost access
 * to. When the session ends, the page is reloaded, which leads to the sign-in page.
 */
export function LiveChanges() {
  const client = useQueryClient()
  const router = useOnlineRouter()
  useEffect(() => {
    const refresher = new Refresher(client, () => isSigningOut(client))
    let isFirst = true
    const apply = ({ topics, documentIds }: ChangesBody) => {
      const isAnyDocument = documentIds === null
      refresher.add(...topics.flatMap((topic) => topicKeys[topic]))
      if (isAnyDocument) refresher.add(['documents'])
      else refresher.add(...documentIds.flatMap(documentKeys))
      // The first event names all topics, while the cached data is still current.
      if (topics.includes('access') && !isFirst) removeUnusedQueries(client)
      isFirst = false
      // This list is rendered by the server.
      if (topics.includes('sessions') && location.pathname === '/admin/sessions') router.refresh()
    }
    return subscribeToChanges((message) => {
      if (isSigningOut(client)) return
      if (message.type === 'session-ended') location.reload()
      else apply(message.changes)
    })
  }, [client, router])
  return null
}
