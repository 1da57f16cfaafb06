'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type PageText, pageQuery } from './page-query.ts'
import { useShownVersion } from './version-context.tsx'

/** The texts of the pages of the shown version: those loaded already from the query cache, or fetched where needed. */
export function usePageTexts() {
  const client = useQueryClient()
  const { document, version } = useShownVersion()
  return useMemo(
    () => ({
      load: (page: number): Promise<PageText> => client.ensureQueryData(pageQuery(document.id, version, page)),
      cached: (page: number): PageText | undefined =>
        client.getQueryData(pageQuery(document.id, version, page).queryKey),
    }),
    [client, document.id, version],
  )
}
