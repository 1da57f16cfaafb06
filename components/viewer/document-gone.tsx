import { FileX } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** In the trash, deleted, or not for this reader: the server does not tell these apart, and neither does this. */
export function DocumentGone() {
  return (
    <div className="grid min-h-full place-items-center">
      <EmptyState
        icon={<FileX aria-hidden="true" />}
        title="This document is not here"
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
        It may be in the trash, deleted for good, or in a matter that you are not a member of.
      </EmptyState>
    </div>
  )
}
