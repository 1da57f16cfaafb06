'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followChanges } from '#components/api/change-stream.ts'
import { forgetUnseen } from '#components/api/lost-access.ts'
import { Refresher } from '#components/api/refresher.ts'
import type { ChangesBody, ChangeTopic } from '#lib/changes/schema.ts'
import { useOnlineRouter } from './use-online-router.ts'
import { isSigningOut } from './use-sign-out.ts'

/** What is read again under each topic. */
const keysOf: Record<ChangeTopic, readonly QueryKey[]> = {
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

/** The queries of single documents. */
const keysOfDocument = (id: string): readonly QueryKey[] => [
  ['documents', 'read', id],
  ['documents', 'one', id],
  ['documents', 'versions', id],
  ['documents', 'title-suggestions', id],
]

/**
 * Keeps every open page true to what others change, without a reload: what may have changed is read again, and what the reader lost
 * access to is dropped. A session that was ended leads to the sign-in page at once.
 */
export function LiveChanges() {
  const client = useQueryClient()
  const router = useOnlineRouter()
  useEffect(() => {
    const refresher = new Refresher(client, isSigningOut)
    let isFirst = true
    const apply = ({ topics, documentIds }: ChangesBody) => {
      const isAnything = documentIds === null
      refresher.add(...topics.flatMap((topic) => keysOf[topic]))
      if (isAnything) refresher.add(['documents'])
      else refresher.add(...documentIds.flatMap(keysOfDocument))
      // The first event of all names everything, and what is held then is fresh.
      if (topics.includes('access') && !isFirst) forgetUnseen(client)
      isFirst = false
      // The one list that the server renders.
      if (topics.includes('sessions') && location.pathname === '/admin/sessions') router.refresh()
    }
    return followChanges((message) => {
      if (isSigningOut()) return
      if (message.type === 'session-ended') location.reload()
      else apply(message.changes)
    })
  }, [client, router])
  return null
}
