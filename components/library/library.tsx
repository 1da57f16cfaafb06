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
import { DocumentDialogs, type OpenDialog } from './document-dialogs.tsx'
import { DocumentList } from './document-list.tsx'
import { documentsQuery } from './document-queries.ts'
import { DocumentRow, type RowAction } from './document-row.tsx'
import { EmptyTrash } from './empty-trash.tsx'
import { LibraryEmpty } from './library-empty.tsx'
import { DocumentCount, LibraryHeading, LibrarySkeleton } from './library-heading.tsx'
import { useLibraryParams } from './library-params.ts'
import { LibraryToolbar } from './library-toolbar.tsx'
import { libraryMessages } from './messages.ts'
import { SelectionBar } from './selection-bar.tsx'
import { TrashSwitch } from './trash-switch.tsx'
import { useSelection } from './use-selection.ts'

type Props = {
  /** Limits the library to one matter. */
  matterId?: string
  title?: string
  above?: ReactNode
  below?: ReactNode
  actions?: ReactNode
}

/** The list of documents: all that the user can read, or those of one matter. */
export function Library({ matterId, title, above, below, actions }: Props) {
  const router = useOnlineRouter()
  const params = useLibraryParams()
  const commands = useDocumentCommands()
  const { matters, nameOf, mayIn } = useMatters()
  const [openDialog, setOpenDialog] = useState<OpenDialog | null>(null)
  const focusRow = useRef<(index: number) => void>(() => undefined)
  const onReady = useCallback((focus: (index: number) => void) => {
    focusRow.current = focus
  }, [])

  const isTrash = params.view === 'trash'
  const scope = matterId ?? params.matter
  const { q, status, tag, sort } = params
  const query = useInfiniteQuery(documentsQuery({ q, status, tag, sort, matterId: scope, trashed: isTrash }))
  const { fetchNextPage, hasNextPage, isFetching, dataUpdatedAt } = query
  const documents = query.data?.pages.flatMap(({ items }) => items) ?? []
  const selection = useSelection(documents.map(({ id }) => id))
  const chosen = documents.filter(({ id }) => selection.selected.has(id))
  const mayUpload = useCan('documents:write') && (!scope || mayIn(scope, 'documents:write'))

  // When rows are removed, the row that moves up gets the focus, for keyboard users to continue from there.
  const removedIndex = useRef(-1)
  useEffect(() => {
    if (removedIndex.current >= 0 && documents.length > 0)
      focusRow.current(Math.min(removedIndex.current, documents.length - 1))
    removedIndex.current = -1
  }, [documents.length])

  // Changes after each response, so that the list requests more rows again: refreshing the list cancels such a request.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const onNeedMore = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [fetchNextPage, isFetching, dataUpdatedAt])

  function runAction(action: RowAction, targets: readonly LibraryDocument[]) {
    const [first] = targets
    if (!first) return
    if (action === 'trash' || action === 'restore') removedIndex.current = documents.indexOf(first)
    if (action === 'trash') void commands.trash(targets)
    else if (action === 'restore') void commands.restore(targets)
    else setOpenDialog({ kind: action, documents: targets })
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
      const document = focused()
      if (document) selection.toggle(document.id)
    },
    '#': () => {
      const targets = chosen.length > 0 ? chosen : [focused()].filter((each) => each !== undefined)
      const allowed = targets.filter((each) => mayIn(each.matterId, 'documents:delete'))
      if (!isTrash) runAction('trash', allowed)
    },
    esc: () => {
      if (selection.selected.size > 0) selection.clear()
      else if (isTrash) void params.setParams({ view: null })
      else if (params.isNarrowed) void params.setParams({ q: null, status: null, tag: null, matter: null })
      else if (matterId) router.push('/matters')
    },
  })

  const isEmpty = query.isSuccess && documents.length === 0
  const hasNoDocuments = isEmpty && !params.isNarrowed && !isTrash
  return (
    <>
      <PageHeader
        title={isTrash ? libraryMessages.trash : (title ?? libraryMessages.title)}
        above={above}
        below={below ?? <DocumentCount count={query.data ? documents.length : null} hasMore={hasNextPage} />}
        actions={
          <>
            {actions}
            {isTrash && documents.length > 0 && !q && !status && !tag && <EmptyTrash matterId={scope} />}
            <TrashSwitch isTrash={isTrash} onChange={(next) => params.setParams({ view: next ? 'trash' : null })} />
            {mayUpload && !isTrash && <ChooseFiles matterId={scope} />}
          </>
        }
      />
      {mayUpload && <DropArea matterId={scope} matterName={scope ? nameOf(scope) : null} />}
      {!hasNoDocuments && <LibraryToolbar params={params} matters={matterId ? null : matters} />}
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
                onAction={(action) => runAction(action, [document])}
                onChooseTag={(next) => params.setParams({ tag: next })}
              />
            )}
          />
        )}
      </div>
      {query.isError && documents.length === 0 && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {isEmpty && <LibraryEmpty isTrash={isTrash} params={params} mayUpload={mayUpload} matterId={scope} />}
      {chosen.length > 0 && (
        <SelectionBar
          count={chosen.length}
          isTrash={isTrash}
          mayWrite={chosen.every((each) => mayIn(each.matterId, 'documents:write'))}
          mayDelete={chosen.every((each) => mayIn(each.matterId, 'documents:delete'))}
          onAction={(action) => {
            runAction(action, chosen)
            if (action === 'trash' || action === 'restore') selection.clear()
          }}
          onSelectAll={chosen.length < documents.length ? selection.selectAll : null}
          onClear={selection.clear}
        />
      )}
      <DocumentDialogs open={openDialog} commands={commands} onClose={() => setOpenDialog(null)} />
    </>
  )
}
