'use client'
import { useQueryClient } from '@tanstack/react-query'
import { FileX } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import { rememberLost } from '#components/api/lost-access.ts'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'

const cachedQueryKeys = (id: string) => [
  ['document-page', id],
  ['document-text', id],
  ['document-find', id],
  ['documents', 'versions', id],
]

/**
 * Shown for a document in the trash, a deleted one, and one that the user may not read: the server answers 404 for all of them.
 * `isLost`: it was open in this tab and became inaccessible.
 */
export function DocumentNotFound({ isLost = false }: { isLost?: boolean }) {
  const { title, text } = isLost ? viewerMessages.accessLost : viewerMessages.notFound
  return (
    <div className="grid min-h-full place-items-center" {...(isLost ? { role: 'alert' } : {})}>
      <EmptyState
        icon={<FileX aria-hidden="true" />}
        title={title}
        actions={
          <>
            <Link href="/library" className={buttonClass('primary')}>
              {viewerMessages.notFound.toLibrary}
            </Link>
            <Link href="/library?view=trash" className={buttonClass('secondary')}>
              {viewerMessages.notFound.toTrash}
            </Link>
          </>
        }
      >
        {text}
      </EmptyState>
    </div>
  )
}

/** Removes the cached data of a document that the user lost access to, and says so. */
export function DocumentAccessLost({ id }: { id: string }) {
  const client = useQueryClient()
  useEffect(() => {
    rememberLost(client, id)
    document.title = 'LexAI'
    for (const queryKey of cachedQueryKeys(id)) client.removeQueries({ queryKey })
  }, [client, id])
  return <DocumentNotFound isLost />
}
