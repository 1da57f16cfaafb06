'use client'
import { useEffect, useMemo, useRef } from 'react'
import { cx } from '#components/ui/cx.ts'
import { viewerMessages } from '#components/viewer/messages.ts'
import { type Box, boxesFor, type WordBox } from '#lib/core/pdf/word-boxes.ts'
import type { TextRange } from '#lib/documents/passage-link.ts'

/** The marks of one page: the passage that the URL names, the matches of Find, and the current match. */
export type PageMarks = {
  passage: readonly TextRange[]
  matches: readonly TextRange[]
  current: readonly TextRange[]
}

export const noMarks: PageMarks = { passage: [], matches: [], current: [] }

type Props = {
  marks: PageMarks
  text: string
  words: readonly WordBox[]
  /** True when the passage was just opened: it then takes the focus, so that screen readers read it. */
  takesFocus: boolean
  onFocused: () => void
}

/** The marks over the words of a page, in points like the text layer. */
export function MarkLayer({ marks, text, words, takesFocus, onFocused }: Props) {
  const group = useRef<HTMLDivElement>(null)
  const passage = useMemo(() => toBoxes(words, marks.passage), [words, marks.passage])
  const matches = useMemo(() => toBoxes(words, marks.matches), [words, marks.matches])
  const current = useMemo(() => toBoxes(words, marks.current), [words, marks.current])
  const hasPassage = passage.length > 0

  useEffect(() => {
    if (!takesFocus || !hasPassage) return
    group.current?.focus({ preventScroll: true })
    onFocused()
  }, [takesFocus, hasPassage, onFocused])

  return (
    <>
      {hasPassage && (
        // biome-ignore lint/a11y/useSemanticElements: a group of boxes over an image is not a fieldset
        <div
          ref={group}
          role="group"
          tabIndex={-1}
          aria-label={viewerMessages.passage.label(
            marks.passage.map(([start, end]) => text.slice(start, end)).join(' … '),
          )}
          className="absolute inset-0 outline-none"
          data-marks="passage"
        >
          <Boxes boxes={passage} className="bg-mark" />
        </div>
      )}
      {matches.length > 0 && (
        <div aria-hidden="true" className="absolute inset-0" data-marks="matches">
          <Boxes boxes={matches} className="bg-mark opacity-60" />
        </div>
      )}
      {current.length > 0 && (
        <div aria-hidden="true" className="absolute inset-0" data-marks="current">
          <Boxes boxes={current} className="bg-mark-strong outline-2 outline-mark-strong" />
        </div>
      )}
    </>
  )
}

function Boxes({ boxes, className }: { boxes: readonly Box[]; className: string }) {
  return boxes.map((box) => (
    <span
      key={`${box.x} ${box.y} ${box.w}`}
      className={cx('absolute rounded-[1.5px]', className)}
      style={{ left: box.x - 0.75, top: box.y - 0.5, width: box.w + 1.5, height: box.h + 1 }}
    />
  ))
}

/** The boxes that cover the words of the ranges, one for each line of a range. */
export function toBoxes(words: readonly WordBox[], ranges: readonly TextRange[]): Box[] {
  return ranges.flatMap(([start, end]) => boxesFor(words, start, end))
}
