'use client'
import { useQueryClient } from '@tanstack/react-query'
import { FileX } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import { rememberLost } from '#components/api/lost-access.ts'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

const textKeys = (id: string) => [
  ['document-page', id],
  ['document-text', id],
  ['document-find', id],
  ['documents', 'versions', id],
]

/**
 * In the trash, deleted, or not for this reader: the server does not tell these apart, and neither does this. `isLost`: it was open here
 * until a moment ago.
 */
export function DocumentGone({ isLost = false }: { isLost?: boolean }) {
  return (
    <div className="grid min-h-full place-items-center" {...(isLost ? { role: 'alert' } : {})}>
      <EmptyState
        icon={<FileX aria-hidden="true" />}
        title={isLost ? 'You no longer have access' : 'This document is not here'}
        actions={
          <>
            <Link href="/library" className={buttonClass('primary')}>
              To the library
            </Link>
            <Link href="/library?view=trash" className={buttonClass('secondary')}>
              Look in the trash
            </Link>
          </>
        }
      >
        {isLost
          ? 'The document was moved to the trash or deleted, or you were removed from its matter.'
          : 'It may be in the trash, deleted for good, or in a matter that you are not a member of.'}
      </EmptyState>
    </div>
  )
}

/** Drops what this tab holds of a document that the reader lost access to. */
export function DocumentLost({ id }: { id: string }) {
  const client = useQueryClient()
  useEffect(() => {
    rememberLost(client, id)
    document.title = 'LexAI'
    for (const queryKey of textKeys(id)) client.removeQueries({ queryKey })
  }, [client, id])
  return <DocumentGone isLost />
}
