'use client'
import { Trash2 } from 'lucide-react'
import { useBackLink } from '#components/layout/back-navigation.ts'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { useDocumentCommands } from '#components/library/document-commands.ts'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { DetailsFacts } from './details-facts.tsx'
import { detailsMessages } from './messages.ts'
import { ReprocessButton } from './reprocess-button.tsx'
import { TagsField } from './tags-field.tsx'
import { TitleField } from './title-field.tsx'
import { type ChangeOutcome, useDocumentChange, warnOfConflict } from './use-document-change.ts'
import { VersionList } from './version-list.tsx'

/** The details of the document and the actions on it. Actions that the user has no permission for are not shown. */
export function DetailsPanel() {
  const { document, version, openVersion } = useShownVersion()
  const router = useOnlineRouter()
  const { href: backHref } = useBackLink()
  const { matters, nameOf, mayIn } = useMatters()
  const { trash } = useDocumentCommands()
  const { change, isPending } = useDocumentChange(document.id)
  const mayWrite = mayIn(document.matterId, 'documents:write')
  const mayDelete = mayIn(document.matterId, 'documents:delete')
  const targetMatters = matters.filter(({ id }) => id === document.matterId || mayIn(id, 'documents:write'))
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
            label={detailsMessages.matter}
            value={document.matterId}
            choices={targetMatters.map(({ id, name }) => ({ value: id, label: name }))}
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
      <VersionList document={document} version={version} mayWrite={mayWrite} onOpen={openVersion} />
      {mayWrite && (
        <section className="flex flex-col items-start gap-2">
          <h2 className="font-medium font-sans text-small">{detailsMessages.processing.title}</h2>
          <p className="text-ink-3 text-small">{detailsMessages.processing.text}</p>
          <ReprocessButton document={document} />
        </section>
      )}
      {mayDelete && (
        <div className="border-t pt-4">
          <Button
            variant="danger"
            onPress={() => {
              void trash([document])
              router.push(backHref)
            }}
          >
            <Trash2 aria-hidden="true" />
            {detailsMessages.moveToTrash}
          </Button>
        </div>
      )}
    </div>
  )
}
