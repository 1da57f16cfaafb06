'use client'
import { ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import { Button, Tree, TreeItem, TreeItemContent } from 'react-aria-components'
import { cx } from '#components/ui/cx.ts'
import type { PdfOutlineItem } from '#components/viewer/document/pdf-source.ts'
import { viewerMessages } from '#components/viewer/messages.ts'

type Props = { outline: readonly PdfOutlineItem[]; page: number; onGo: (page: number) => void }

/** Outlines with at most so many entries are expanded initially; of larger ones only the top level is visible. */
const maxExpandedItems = 60

/** The outline (bookmarks) of the PDF as a tree. The entry that contains the current page has `aria-current`. */
export function OutlineTree({ outline, page, onGo }: Props) {
  const { keys, pages, count } = useMemo(() => numberItems(outline), [outline])
  const current = useMemo(() => lastItemUpTo(pages, page), [pages, page])
  const expanded = useMemo(() => (count <= maxExpandedItems ? keys : []), [keys, count])
  return (
    <Tree
      aria-label={viewerMessages.contents.outline}
      className="min-h-0 flex-1 overflow-y-auto px-1.5 py-2 outline-none"
      defaultExpandedKeys={expanded}
      selectionMode="none"
      onAction={(key) => {
        const target = pages.get(String(key))
        if (target) onGo(target)
      }}
    >
      {outline.map((item, index) => renderItem(item, String(index), current))}
    </Tree>
  )
}

function renderItem(item: PdfOutlineItem, id: string, current: string | null) {
  return (
    <TreeItem
      key={id}
      id={id}
      textValue={item.title}
      {...(id === current ? { 'aria-current': 'page' as const } : {})}
      className={cx(
        'group cursor-pointer rounded-md text-small outline-offset-[-2px] hover:bg-well',
        id === current ? 'font-medium text-ink' : 'text-ink-2',
      )}
    >
      <TreeItemContent>
        {({ level, hasChildItems, isExpanded }) => (
          <div className="flex items-start gap-1 py-1 pr-2" style={{ paddingLeft: (level - 1) * 12 }}>
            {hasChildItems ? (
              <Button
                slot="chevron"
                aria-label={isExpanded ? viewerMessages.contents.collapse : viewerMessages.contents.expand}
                className="grid size-5 shrink-0 cursor-pointer place-items-center rounded-sm text-ink-3 hover:text-ink"
              >
                <ChevronRight className={cx('size-3.5 transition-transform', isExpanded && 'rotate-90')} />
              </Button>
            ) : (
              <span className="size-5 shrink-0" />
            )}
            <span className="min-w-0 flex-1 break-words">{item.title}</span>
            {item.page && <span className="figures shrink-0 text-ink-3">{item.page}</span>}
          </div>
        )}
      </TreeItemContent>
      {item.items.map((child, index) => renderItem(child, `${id}.${index}`, current))}
    </TreeItem>
  )
}

function numberItems(outline: readonly PdfOutlineItem[]) {
  const pages = new Map<string, number>()
  const keys: string[] = []
  let count = 0
  const walk = (items: readonly PdfOutlineItem[], prefix: string) => {
    for (const [index, item] of items.entries()) {
      const id = prefix + index
      count++
      if (item.page) pages.set(id, item.page)
      if (item.items.length > 0) keys.push(id)
      walk(item.items, `${id}.`)
    }
  }
  walk(outline, '')
  return { pages, keys, count }
}

function lastItemUpTo(pages: ReadonlyMap<string, number>, page: number): string | null {
  let current: string | null = null
  for (const [id, target] of pages) if (target <= page) current = id
  return current
}
