'use client'
import { FileWarning } from 'lucide-react'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { ReprocessButton } from '#components/viewer/details/reprocess-button.tsx'
import { UploadVersion } from '#components/viewer/details/upload-version.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { downloadUrl } from './page-query.ts'

const messages = viewerMessages.failure

/** Processing the file again cannot succeed without its password. */
const passwordRequired = 'pdf.password_required'

/** Shown for a file that could not be read: the reason, and what the user can do. */
export function DocumentFailure({ document }: { document: DocumentBody }) {
  const { mayIn } = useMatters()
  const { failure } = document
  const mayWrite = mayIn(document.matterId, 'documents:write')
  return (
    <div className="grid size-full place-items-center overflow-y-auto bg-well">
      <EmptyState
        icon={<FileWarning aria-hidden="true" />}
        title={messages.title}
        actions={
          <>
            <a href={downloadUrl(document.id, document.version)} className={buttonClass('secondary', 'small')}>
              {messages.download}
            </a>
            {mayWrite && failure?.code !== passwordRequired && <ReprocessButton document={document} />}
            {mayWrite && <UploadVersion document={document} />}
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

/** Shown where the browser could not load the PDF. */
export function PagesFailure({ error, document, version, onRetry }: PagesFailureProps) {
  return (
    <div className="grid size-full place-items-center overflow-y-auto bg-well">
      <ErrorState title={messages.pagesTitle}>
        <p>{messages.pagesText}</p>
        <p className="mt-2 text-ink-3 text-small">{error.message}</p>
        <p className="mt-6 flex justify-center gap-2">
          <Button variant="primary" onPress={onRetry}>
            {messages.retry}
          </Button>
          <a href={downloadUrl(document.id, version)} className={buttonClass('secondary')}>
            {messages.download}
          </a>
        </p>
      </ErrorState>
    </div>
  )
}
