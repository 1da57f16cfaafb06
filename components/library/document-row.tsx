'use client'
import { EllipsisVertical, FolderInput, Pencil, RotateCcw, SquareCheck, Tags as TagsIcon, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cx } from '#components/ui/cx.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Menu, MenuItem, MenuLine, MenuTrigger } from '#components/ui/menu.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { LibraryDocument } from './document.ts'
import { DocumentState, Tags } from './document-state.tsx'
import { libraryMessages } from './messages.ts'
import { Thumbnail } from './thumbnail.tsx'

export type RowAction = 'rename' | 'tag' | 'move' | 'trash' | 'restore' | 'purge'

type Props = {
  document: LibraryDocument
  matterName: string | null
  isSelected: boolean
  /** Whether any document is selected: cards then show their checkboxes. */
  isSelecting: boolean
  isTrash: boolean
  mayWrite: boolean
  mayDelete: boolean
  onToggle: (isRange: boolean) => void
  onAction: (action: RowAction) => void
  onChooseTag: (tag: string) => void
}

/**
 * The columns of a table row, also used by the heading. The status column fits "12 of 41 pages could not be read". On narrower tables the
 * matter and the number of pages are below the title.
 */
export const rowColumns =
  '@min-[44rem]:grid-cols-[1.25rem_2.25rem_minmax(0,1fr)_12.5rem_6.5rem_2.25rem] @min-[44rem]:gap-x-4 @min-[66rem]:grid-cols-[1.25rem_2.25rem_minmax(0,1fr)_9rem_3rem_12.5rem_6.5rem_2.25rem]'

/** One document: a table row in wide lists, a card in narrow ones. */
export function DocumentRow(props: Props) {
  const { document, matterName, isSelected, isSelecting, isTrash, mayWrite, onToggle, onChooseTag } = props
  const locale = useReaderLocale()
  const pages = document.pageCount === null ? null : libraryMessages.pageCount(document.pageCount, locale)
  // The change event of a checkbox does not tell whether Shift is held.
  const isShiftHeld = useRef(false)
  const details = [matterName, pages].filter(Boolean).join(' · ')
  return (
    <div
      className={cx(
        'group relative grid h-full grid-cols-[2.75rem_minmax(0,1fr)_2.25rem] items-center gap-x-3 border-b px-1 transition-colors',
        rowColumns,
        isSelected ? 'bg-accent-wash' : 'focus-within:bg-well/70 hover:bg-well/70',
      )}
    >
      <div
        className={cx(
          'z-10 @min-[44rem]:relative',
          isSelecting ? '@max-[44rem]:absolute @max-[44rem]:inset-y-0 @max-[44rem]:left-0' : '@max-[44rem]:hidden',
        )}
        onClickCapture={(event) => {
          isShiftHeld.current = event.shiftKey
        }}
      >
        <Checkbox
          aria-label={libraryMessages.row.select(document.title)}
          isSelected={isSelected}
          isDisabled={!mayWrite && !props.mayDelete}
          onChange={() => onToggle(isShiftHeld.current)}
          className={cx(
            'transition-opacity @max-[44rem]:h-full @max-[44rem]:w-14 @max-[44rem]:items-center @max-[44rem]:justify-center',
            isSelected ? '@max-[44rem]:bg-accent-wash/60' : '@max-[44rem]:bg-paper/60',
            !isSelected &&
              '@min-[44rem]:opacity-40 @min-[44rem]:focus-within:opacity-100 @min-[44rem]:group-hover:opacity-100',
          )}
        />
      </div>
      <Thumbnail document={document} className="w-9 @max-[44rem]:w-11" />
      <div className="min-w-0 py-2">
        <div className="flex min-w-0 items-center gap-2">
          {isTrash ? (
            <span dir="auto" title={document.title} className="truncate font-medium" data-row-focus tabIndex={-1}>
              {document.title}
            </span>
          ) : (
            <Link
              href={`/documents/${document.id}`}
              data-row-focus
              prefetch={false}
              dir="auto"
              title={document.title}
              className="truncate font-medium outline-offset-4 after:absolute after:inset-0"
            >
              {document.title}
            </Link>
          )}
          <span className="relative z-10 flex min-w-0 max-sm:hidden">
            <Tags tags={document.tags} onChoose={onChooseTag} />
          </span>
        </div>
        <p className="figures mt-0.5 flex min-w-0 items-center text-ink-3 text-small @min-[66rem]:hidden">
          <span className="truncate">{details}</span>
          <span className="shrink-0 whitespace-pre @min-[44rem]:hidden">
            {details && ' · '}
            <RelativeTime value={document.createdAt} />
          </span>
        </p>
        <div className="mt-0.5 @min-[44rem]:hidden">
          {document.status !== 'ready' || document.coverage.unreadable > 0 ? (
            <DocumentState document={document} />
          ) : null}
        </div>
      </div>
      <div dir="auto" className="truncate text-left text-ink-2 text-small max-[85rem]:hidden">
        {matterName}
      </div>
      <div className="figures text-right text-ink-2 text-small max-[85rem]:hidden">
        {document.pageCount?.toLocaleString(locale)}
      </div>
      <div className="min-w-0 @max-[44rem]:hidden">
        <DocumentState document={document} />
      </div>
      <div className="figures whitespace-nowrap text-right text-ink-2 text-small @max-[44rem]:hidden">
        <RelativeTime value={document.createdAt} className="relative z-10" />
      </div>
      <div className="relative z-10">
        <RowMenu {...props} />
      </div>
    </div>
  )
}

function RowMenu({ document, isTrash, isSelected, mayWrite, mayDelete, onToggle, onAction }: Props) {
  if (!mayWrite && !mayDelete) return null
  const { actions } = libraryMessages
  return (
    <MenuTrigger>
      <IconButton label={libraryMessages.row.actions(document.title)}>
        <EllipsisVertical />
      </IconButton>
      <Menu label={libraryMessages.row.actions(document.title)}>
        <MenuItem icon={<SquareCheck />} keys="x" onAction={() => onToggle(false)}>
          {isSelected ? actions.deselect : actions.select}
        </MenuItem>
        {isTrash ? (
          <>
            <MenuItem icon={<RotateCcw />} onAction={() => onAction('restore')}>
              {actions.restore}
            </MenuItem>
            <MenuLine />
            <MenuItem icon={<Trash2 />} isDanger onAction={() => onAction('purge')}>
              {actions.purge}
            </MenuItem>
          </>
        ) : (
          <>
            {mayWrite && (
              <>
                <MenuItem icon={<Pencil />} onAction={() => onAction('rename')}>
                  {actions.rename}
                </MenuItem>
                <MenuItem icon={<TagsIcon />} onAction={() => onAction('tag')}>
                  {actions.editTags}
                </MenuItem>
                <MenuItem icon={<FolderInput />} onAction={() => onAction('move')}>
                  {actions.moveToMatter}
                </MenuItem>
                <MenuLine />
              </>
            )}
            {mayDelete && (
              <MenuItem icon={<Trash2 />} keys="#" isDanger onAction={() => onAction('trash')}>
                {actions.moveToTrash}
              </MenuItem>
            )}
          </>
        )}
      </Menu>
    </MenuTrigger>
  )
}
