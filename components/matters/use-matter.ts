'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { rememberLost, wasLost } from '#components/api/lost-access.ts'
import { useCan } from '#components/layout/me.tsx'
import { type Matter, mattersQuery } from './matter-queries.ts'

/**
 * The matter of a page, taken from the list of the user's matters, which follows changes made elsewhere. `isLost`: the matter was deleted,
 * or the user was removed from it. Who manages matters without being a member then sees it without its documents.
 */
export function useMatter(initial: Matter): { matter: Matter; isLost: boolean } {
  const client = useQueryClient()
  const mayManage = useCan('users:manage')
  const [openedAt] = useState(() => Date.now())
  const { data, dataUpdatedAt } = useQuery(mattersQuery())
  const listed = data?.find(({ id }) => id === initial.id)
  const isMissing = data !== undefined && !listed && initial.role !== null
  const isLost = isMissing && (dataUpdatedAt > openedAt || wasLost(client, initial.id))
  useEffect(() => {
    if (!isLost) return
    rememberLost(client, initial.id)
    document.title = 'LexAI'
  }, [client, initial.id, isLost])
  if (isLost && mayManage) return { matter: { ...initial, role: null }, isLost: false }
  return { matter: listed ?? initial, isLost }
}
