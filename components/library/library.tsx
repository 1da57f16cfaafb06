'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useCan } from '#components/layout/me.tsx'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { useMatters } from '#components/matters/use-matters.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useKeys } from '#components/ui/use-keys.ts'
import { ChooseFiles } from '#components/uploads/choose-files.tsx'
import { DropArea } from '#components/uploads/drop-area.tsx'
import type { LibraryDocument } from './document.ts'
import { useDocumentCommands } from './document-commands.ts'
import { type DialogAsked, DocumentDialogs } from './document-dialogs.tsx'
import { DocumentList } from './document-list.tsx'
import { documentsQuery } from './document-queries.ts'
import { DocumentRow, type RowAction } from './document-row.tsx'
import { EmptyTrash } from './empty-trash.tsx'
import { LibraryEmpty } from './library-empty.tsx'
import { HowMany, LibraryHeading, LibrarySkeleton } from './library-heading.tsx'
import { useLibraryParams } from './library-params.ts'
import { LibraryToolbar } from './library-toolbar.tsx'
import { libraryMessages } from './messages.ts'
import { SelectionBar } from './selection-bar.tsx'
import { TrashSwitch } from './trash-switch.tsx'
import { useSelection } from './use-selection.ts'

type Props = {
  /** A matter's id narrows the library to it. */
  matterId?: string
  title?: string
  above?: ReactNode
  below?: ReactNode
  actions?: ReactNode
}

/** The list of documents: everything one may see, or one matter's. */
export function Library({ matterId, title, above, below, actions }: Props) {
  const router = useOnlineRouter()
  const params = useLibraryParams()
  const commands = useDocumentCommands()
  const { matters, nameOf, mayIn } = useMatters()
  const [asked, setAsked] = useState<DialogAsked | null>(null)
  const focusRow = useRef<(index: number) => void>(() => undefined)
  const onReady = useCallback((focus: (index: number) => void) => {
    focusRow.current = focus
  }, [])

  const isTrash = params.view === 'trash'
  const place = matterId ?? params.matter
  const { q, status, tag, sort } = params
  const query = useInfiniteQuery(documentsQuery({ q, status, tag, sort, matterId: place, trashed: isTrash }))
  const { fetchNextPage, hasNextPage, isFetching, dataUpdatedAt } = query
  const documents = query.data?.pages.flatMap(({ items }) => items) ?? []
  const selection = useSelection(documents.map(({ id }) => id))
  const chosen = documents.filter(({ id }) => selection.selected.has(id))
  const mayUpload = useCan('documents:write') && (!place || mayIn(place, 'documents:write'))

  // Where rows leave, the one that moves up has the focus: who works by keys goes on from there.
  const leftAt = useRef(-1)
  useEffect(() => {
    if (leftAt.current >= 0 && documents.length > 0) focusRow.current(Math.min(leftAt.current, documents.length - 1))
    leftAt.current = -1
  }, [documents.length])

  // Changes after each answer, so that the list asks again: a request for more rows is cancelled where the list is read anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const onNeedMore = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [fetchNextPage, isFetching, dataUpdatedAt])

  function act(action: RowAction, on: readonly LibraryDocument[]) {
    const [first] = on
    if (!first) return
    if (action === 'trash' || action === 'restore') leftAt.current = documents.indexOf(first)
    if (action === 'trash') void commands.trash(on)
    else if (action === 'restore') void commands.restore(on)
    else setAsked({ kind: action, documents: on })
  }

  function focusedIndex(): number {
    const row = document.activeElement?.closest<HTMLElement>('[data-index]')
    return row ? Number(row.dataset.index) : -1
  }
  const focused = () => documents[focusedIndex()]
  useKeys({
    j: () => focusRow.current(Math.min(documents.length - 1, focusedIndex() + 1)),
    k: () => focusRow.current(Math.max(0, focusedIndex() - 1)),
    x: () => {
      const here = focused()
      if (here) selection.toggle(here.id)
    },
    '#': () => {
      const on = chosen.length > 0 ? chosen : [focused()].filter((each) => each !== undefined)
      const allowed = on.filter((each) => mayIn(each.matterId, 'documents:delete'))
      if (!isTrash) act('trash', allowed)
    },
    esc: () => {
      if (selection.selected.size > 0) selection.clear()
      else if (isTrash) void params.setParams({ view: null })
      else if (params.isNarrowed) void params.setParams({ q: null, status: null, tag: null, matter: null })
      else if (matterId) router.push('/matters')
    },
  })

  const isEmpty = query.isSuccess && documents.length === 0
  const isUntouched = isEmpty && !params.isNarrowed && !isTrash
  return (
    <>
      <PageHeader
        title={isTrash ? libraryMessages.trash : (title ?? libraryMessages.title)}
        above={above}
        below={below ?? <HowMany count={query.data ? documents.length : null} hasMore={hasNextPage} />}
        actions={
          <>
            {actions}
            {isTrash && documents.length > 0 && !q && !status && !tag && <EmptyTrash matterId={place} />}
            <TrashSwitch isTrash={isTrash} onChange={(next) => params.setParams({ view: next ? 'trash' : null })} />
            {mayUpload && !isTrash && <ChooseFiles matterId={place} />}
          </>
        }
      />
      {mayUpload && <DropArea matterId={place} matterName={place ? nameOf(place) : null} />}
      {!isUntouched && <LibraryToolbar params={params} matters={matterId ? null : matters} />}
      <div className="@container">
        {documents.length > 0 && <LibraryHeading hasMatter={!matterId} />}
        {query.isPending && <LibrarySkeleton />}
        {documents.length > 0 && (
          <DocumentList
            documents={documents}
            hasMore={hasNextPage}
            onNeedMore={onNeedMore}
            onReady={onReady}
            renderRow={(document) => (
              <DocumentRow
                document={document}
                matterName={matterId ? null : nameOf(document.matterId)}
                isTrash={isTrash}
                isSelected={selection.selected.has(document.id)}
                isSelecting={chosen.length > 0}
                mayWrite={mayIn(document.matterId, 'documents:write')}
                mayDelete={mayIn(document.matterId, 'documents:delete')}
                onToggle={(isRange) => selection.toggle(document.id, isRange)}
                onAction={(action) => act(action, [document])}
                onChooseTag={(next) => params.setParams({ tag: next })}
              />
            )}
          />
        )}
      </div>
      {query.isError && documents.length === 0 && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {isEmpty && <LibraryEmpty isTrash={isTrash} params={params} mayUpload={mayUpload} matterId={place} />}
      {chosen.length > 0 && (
        <SelectionBar
          count={chosen.length}
          isTrash={isTrash}
          mayWrite={chosen.every((each) => mayIn(each.matterId, 'documents:write'))}
          mayDelete={chosen.every((each) => mayIn(each.matterId, 'documents:delete'))}
          onAction={(action) => {
            act(action, chosen)
            if (action === 'trash' || action === 'restore') selection.clear()
          }}
          onSelectAll={chosen.length < documents.length ? selection.selectAll : null}
          onClear={selection.clear}
        />
      )}
      <DocumentDialogs asked={asked} commands={commands} onClose={() => setAsked(null)} />
    </>
  )
}
