'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { RefObject } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useOpenedPdf } from '#components/viewer/document/pdf-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { PageField } from './page-field.tsx'
import { ZoomMenu } from './zoom-menu.tsx'

/** The controls in the middle of the toolbar: previous page, page number, next page, zoom. */
export function PageControls({ pageField }: { pageField: RefObject<HTMLInputElement | null> }) {
  const { previousPage, nextPage } = viewerMessages.toolbar
  const { pageCount } = useOpenedPdf()
  const { page, goToPage } = usePagePosition()
  return (
    <>
      <IconButton label={previousPage} keys="k" isDisabled={page <= 1} onPress={() => goToPage(page - 1)}>
        <ChevronUp />
      </IconButton>
      <PageField ref={pageField} />
      <IconButton label={nextPage} keys="j" isDisabled={page >= pageCount} onPress={() => goToPage(page + 1)}>
        <ChevronDown />
      </IconButton>
      <span aria-hidden="true" className="mx-2 h-5 border-l" />
      <ZoomMenu />
      <span aria-hidden="true" className="mx-2 h-5 border-l" />
    </>
  )
}
