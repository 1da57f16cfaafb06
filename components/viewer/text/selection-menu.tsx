'use client'
import { Link2, Search } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { viewerMessages } from '#components/viewer/messages.ts'
import type { PageSelection } from './text-selection.ts'
import { readSelection, steadySelection } from './text-selection.ts'

type Props = {
  /** The scrolled column of pages; the menu is placed inside it and moves with the words. */
  scroller: RefObject<HTMLElement | null>
  onCopyLink: (selection: PageSelection) => void
  onFind: (selection: PageSelection) => void
  onCopy: (selections: readonly PageSelection[], event: ClipboardEvent) => void
}

type Place = { left: number; top: number; selection: PageSelection }

const messages = viewerMessages.selection
const height = 44

/** What can be done with selected words, next to them. It waits until the pointer is up. */
export function SelectionMenu({ scroller, onCopyLink, onFind, onCopy }: Props) {
  const [place, setPlace] = useState<Place | null>(null)

  useEffect(() => {
    const root = scroller.current
    if (!root) return
    const stop = new AbortController()
    const { signal } = stop
    let isPointerDown = false
    const look = () => {
      if (!isPointerDown) setPlace(placeOf(root))
    }
    const onPointer = (isDown: boolean) => () => {
      isPointerDown = isDown
      if (!isDown) requestAnimationFrame(look)
    }
    root.addEventListener('pointerdown', onPointer(true), { signal })
    document.addEventListener('pointerup', onPointer(false), { signal })
    document.addEventListener('pointercancel', onPointer(false), { signal })
    document.addEventListener('selectionchange', look, { signal })
    root.addEventListener('copy', (event) => onCopy(readSelection(root), event), { signal })
    const letGo = steadySelection(root)
    return () => {
      stop.abort()
      letGo()
    }
  }, [scroller, onCopy])

  if (!place) return null
  const { left, top, selection } = place
  return (
    <div
      role="toolbar"
      aria-label={messages.label}
      className="absolute z-20 flex animate-appear gap-0.5 rounded-md bg-sheet p-1 shadow-float"
      style={{ left, top }}
    >
      <Action label={messages.copyLink} onPress={() => onCopyLink(selection)}>
        <Link2 aria-hidden="true" />
      </Action>
      <Action label={messages.find} onPress={() => onFind(selection)}>
        <Search aria-hidden="true" />
      </Action>
    </div>
  )
}

function Action({ label, onPress, children }: { label: string; onPress: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      // The press must not take the selection away before it is used.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
      className="flex h-9 cursor-pointer items-center gap-2 rounded-sm px-2.5 text-ink text-small hover:bg-well [&_svg]:size-4"
    >
      {children}
      {label}
    </button>
  )
}

/** Above the selection, or below it where there is no room; in the coordinates of the scrolled column. */
function placeOf(root: HTMLElement): Place | null {
  const [selection] = readSelection(root)
  const range = selection ? document.getSelection()?.getRangeAt(0) : null
  if (!selection || !range) return null
  const box = range.getBoundingClientRect()
  const view = root.getBoundingClientRect()
  const hasRoomAbove = box.top - height - 8 > view.top
  const left = Math.min(Math.max(box.left + box.width / 2 - 110, view.left + 8), view.right - 228)
  const top = hasRoomAbove ? box.top - height - 6 : Math.min(box.bottom + 6, view.bottom - height - 8)
  return { left: left - view.left + root.scrollLeft, top: top - view.top + root.scrollTop, selection }
}
