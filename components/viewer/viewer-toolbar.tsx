'use client'
import { ArrowLeft, PanelLeft, PanelRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { startBackNavigation, useBackLink } from '#components/layout/back-navigation.ts'
import { cx } from '#components/ui/cx.ts'
import { IconButton } from '#components/ui/icon-button.tsx'

type Props = {
  title: string
  isContentsOpen: boolean
  isSideOpen: boolean
  /** Null where there are no pages to have contents. */
  onToggleContents: (() => void) | null
  onToggleSide: () => void
  children: ReactNode
}

/** The row above the page on wide screens: where one is at the left, how one reads in the middle, what is known at the right. */
export function ViewerToolbar(props: Props) {
  const { title, isContentsOpen, isSideOpen, onToggleContents, onToggleSide, children } = props
  return (
    <header className="flex h-13 shrink-0 items-center gap-1 border-b bg-paper px-2">
      {onToggleContents && (
        <IconButton
          label={isContentsOpen ? 'Hide the contents' : 'Show the contents'}
          keys="["
          aria-pressed={isContentsOpen}
          onPress={onToggleContents}
          className={cx(isContentsOpen && 'text-ink')}
        >
          <PanelLeft />
        </IconButton>
      )}
      <BackLink />
      <h1
        dir="auto"
        className="min-w-0 flex-1 truncate px-1 text-left font-semibold font-serif text-lead"
        title={title}
      >
        {title}
      </h1>
      <div className="flex shrink-0 items-center gap-1">{children}</div>
      <IconButton
        label={isSideOpen ? 'Hide the side panel' : 'Show the side panel'}
        keys="]"
        aria-pressed={isSideOpen}
        onPress={onToggleSide}
        className={cx(isSideOpen && 'text-ink')}
      >
        <PanelRight />
      </IconButton>
    </header>
  )
}

/** A link, not a button: it can be opened beside, and says where it leads. */
export function BackLink() {
  const { href, label } = useBackLink()
  return (
    <Link
      href={href}
      scroll={false}
      onClick={() => startBackNavigation(href)}
      aria-label={label}
      title={label}
      className="grid size-9 shrink-0 place-items-center rounded-md text-ink-2 transition-colors hover:bg-well hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-[18px]" />
    </Link>
  )
}
