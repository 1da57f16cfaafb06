'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { rememberLost, wasLost } from '#components/api/lost-access.ts'
import { useCan } from '#components/layout/me.tsx'
import { type Matter, mattersQuery } from './matter-queries.ts'

/**
 * The matter that a page shows, as the list of the reader's matters has it, which follows changes made elsewhere. `isLost`: the
 * reader was removed from it, or it was deleted. Who manages matters without being a member sees it without its documents then.
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
