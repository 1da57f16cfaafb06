'use client'
import { FileWarning } from 'lucide-react'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { NewVersion } from './new-version.tsx'
import { downloadUrl } from './page-query.ts'
import { ReadAgain } from './read-again.tsx'

/** No better reader opens it. */
const neverReadable = 'pdf.password_required'

/** A file that could not be read: what is wrong with it, and the ways on. */
export function DocumentFailure({ document }: { document: DocumentBody }) {
  const { mayIn } = useMatters()
  const { failure } = document
  const mayWrite = mayIn(document.matterId, 'documents:write')
  return (
    <div className="grid size-full place-items-center overflow-y-auto bg-well">
      <EmptyState
        icon={<FileWarning aria-hidden="true" />}
        title="This file could not be read"
        actions={
          <>
            <a href={downloadUrl(document.id, document.version)} className={buttonClass('secondary', 'small')}>
              Download the original
            </a>
            {mayWrite && failure?.code !== neverReadable && <ReadAgain document={document} />}
            {mayWrite && <NewVersion document={document} />}
          </>
        }
      >
        <p>{failure?.detail}</p>
        <p className="mt-2 font-mono text-ink-3 text-small">{failure?.code}</p>
      </EmptyState>
    </div>
  )
}

type PagesFailureProps = { error: Error; document: DocumentBody; version: number; onRetry: () => void }

/** The file is there, but its pages did not come. */
export function PagesFailure({ error, document, version, onRetry }: PagesFailureProps) {
  return (
    <div className="grid size-full place-items-center overflow-y-auto bg-well">
      <ErrorState title="The pages could not be loaded">
        <p>Check the connection and try again. The original can still be downloaded.</p>
        <p className="mt-2 text-ink-3 text-small">{error.message}</p>
        <p className="mt-6 flex justify-center gap-2">
          <Button variant="primary" onPress={onRetry}>
            Try again
          </Button>
          <a href={downloadUrl(document.id, version)} className={buttonClass('secondary')}>
            Download the original
          </a>
        </p>
      </ErrorState>
    </div>
  )
}
