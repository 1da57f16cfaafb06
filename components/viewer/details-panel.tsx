'use client'
import { Trash2 } from 'lucide-react'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { useWayBack } from '#components/layout/way-back.ts'
import { useDocumentCommands } from '#components/library/document-commands.ts'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { DetailsFacts } from './details-facts.tsx'
import { ReadAgain } from './read-again.tsx'
import { TagsField } from './tags-field.tsx'
import { TitleField } from './title-field.tsx'
import { type ChangeOutcome, useDocumentChange, warnOfConflict } from './use-document-change.ts'
import { VersionList } from './version-list.tsx'

type Props = { document: DocumentBody; version: number; onOpenVersion: (version: number) => void }

/** What is known about the document, and what may be done with it. Nothing is shown that one may not use. */
export function DetailsPanel({ document, version, onOpenVersion }: Props) {
  const router = useOnlineRouter()
  const { href: wayBack } = useWayBack()
  const { matters, nameOf, mayIn } = useMatters()
  const { trash } = useDocumentCommands()
  const { change, isPending } = useDocumentChange(document.id)
  const mayWrite = mayIn(document.matterId, 'documents:write')
  const mayDelete = mayIn(document.matterId, 'documents:delete')
  const places = matters.filter(({ id }) => id === document.matterId || mayIn(id, 'documents:write'))
  async function saveTitle(title: string, before: string): Promise<ChangeOutcome> {
    if (before === document.title) return change({ title })
    warnOfConflict(true)
    return 'conflict'
  }
  return (
    <div className="flex h-full flex-col gap-6 overflow-y-auto p-4">
      {mayWrite ? (
        <div className="flex flex-col gap-4">
          <TitleField documentId={document.id} title={document.title} isPending={isPending} onSave={saveTitle} />
          <Select
            label="Matter"
            value={document.matterId}
            choices={places.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(matterId) => matterId !== document.matterId && void change({ matterId })}
            isDisabled={isPending}
          />
          <TagsField tags={document.tags} isPending={isPending} onSave={(tags) => change({ tags })} />
        </div>
      ) : (
        <div className="flex flex-col gap-1">
          <h2 className="[overflow-wrap:anywhere] font-semibold font-serif text-lead">{document.title}</h2>
          <p className="text-ink-2 text-small">
            {[nameOf(document.matterId), ...document.tags].filter(Boolean).join(' · ')}
          </p>
        </div>
      )}
      <DetailsFacts document={document} />
      <VersionList document={document} version={version} mayWrite={mayWrite} onOpen={onOpenVersion} />
      {mayWrite && (
        <section className="flex flex-col items-start gap-2">
          <h2 className="font-medium font-sans text-small">Reading</h2>
          <p className="text-ink-3 text-small">
            Where words are missing or stand in the wrong place, LexAI may have learnt to read them since.
          </p>
          <ReadAgain document={document} />
        </section>
      )}
      {mayDelete && (
        <div className="border-t pt-4">
          <Button
            variant="danger"
            onPress={() => {
              void trash([document])
              router.push(wayBack)
            }}
          >
            <Trash2 aria-hidden="true" />
            Move to the trash
          </Button>
        </div>
      )}
    </div>
  )
}
