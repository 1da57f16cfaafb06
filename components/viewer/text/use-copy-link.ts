'use client'
import { useCallback } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { usePageTexts } from '#components/viewer/document/use-page-texts.ts'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { createPassageLink, documentPath } from '#lib/documents/passage-link.ts'
import type { PageSelection } from './text-selection.ts'

/** Copies a link to the selected text, or to the current page where nothing is selected, and says so. */
export function useCopyLink(): (selection: PageSelection | null) => Promise<void> {
  const { document, version } = useShownVersion()
  const { page } = usePagePosition()
  const { load } = usePageTexts()
  return useCallback(
    async (selection) => {
      const text = selection ? await load(selection.page) : null
      const ranges = selection ? [[selection.start, selection.end] as const] : []
      const link = text && createPassageLink({ version, page: text.number, ranges, text: text.text })
      await navigator.clipboard.writeText(location.origin + documentPath(document.id, { link, page }))
      toast.done(link ? viewerMessages.links.textCopied : viewerMessages.links.pageCopied(page))
    },
    [document.id, version, page, load],
  )
}
