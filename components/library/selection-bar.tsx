'use client'
import { FolderInput, RotateCcw, Tags, Trash2, X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import type { RowAction } from './document-row.tsx'
import { libraryMessages } from './messages.ts'

type Props = {
  count: number
  isTrash: boolean
  mayWrite: boolean
  mayDelete: boolean
  onAction: (action: RowAction) => void
  /** Null when all that are listed are selected already. */
  onSelectAll: (() => void) | null
  onClear: () => void
}

const { actions, selection: messages } = libraryMessages

/** Actions on all selected documents, in a toolbar that floats above the end of the list. */
export function SelectionBar({ count, isTrash, mayWrite, mayDelete, onAction, onSelectAll, onClear }: Props) {
  const locale = useReaderLocale()
  return (
    <div
      role="toolbar"
      aria-label={messages.label}
      className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full animate-rise flex-wrap items-center gap-1 rounded-md bg-sheet p-1.5 pl-4 shadow-float max-sm:grid max-sm:w-full max-sm:grid-cols-[1fr_auto_auto] max-sm:pl-1.5"
    >
      <span className="figures pr-2 font-medium text-small max-sm:pl-2.5" role="status">
        {messages.count(count, locale)}
      </span>
      {onSelectAll && (
        <Button variant="quiet" size="small" onPress={onSelectAll}>
          {messages.selectAll}
        </Button>
      )}
      <span className="flex items-center gap-1 max-sm:order-last max-sm:col-span-3 max-sm:*:flex-1">
        {isTrash ? (
          <>
            <Button variant="quiet" size="small" isDisabled={!mayDelete} onPress={() => onAction('restore')}>
              <RotateCcw /> {actions.restore}
            </Button>
            <Button variant="quiet" size="small" isDisabled={!mayDelete} onPress={() => onAction('purge')}>
              <Trash2 /> {actions.purge}
            </Button>
          </>
        ) : (
          <>
            {mayWrite && (
              <>
                <Button variant="quiet" size="small" onPress={() => onAction('move')}>
                  <FolderInput /> {actions.move}
                </Button>
                <Button variant="quiet" size="small" onPress={() => onAction('tag')}>
                  <Tags /> {actions.editTags}
                </Button>
              </>
            )}
            {mayDelete && (
              <Button variant="quiet" size="small" onPress={() => onAction('trash')}>
                <Trash2 /> {actions.moveToTrash}
              </Button>
            )}
          </>
        )}
      </span>
      <IconButton label={messages.clear} keys="Esc" className="size-8 max-sm:col-start-3" onPress={onClear}>
        <X />
      </IconButton>
    </div>
  )
}
