import { Fragment } from 'react'
import type { TextRange } from '#lib/documents/passage-link.ts'

const charactersBefore = 48
const charactersAfter = 110

/** A match with the text around it; the matching words are marked. */
export function FindSnippet({ text, ranges }: { text: string; ranges: readonly TextRange[] }) {
  const first = ranges[0]?.[0] ?? 0
  const end = Math.min(text.length, Math.max(ranges[0]?.[1] ?? 0, first + charactersAfter))
  const start = nextWordStart(text, Math.max(0, first - charactersBefore))
  const shown = ranges.filter((range) => range[1] <= end)
  return (
    <span className="line-clamp-3 min-w-0 break-words font-serif text-base text-ink">
      {start > 0 && '… '}
      {shown.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(shown[index - 1]?.[1] ?? start, from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(shown.at(-1)?.[1] ?? start, end)}
      {end < text.length && ' …'}
    </span>
  )
}

function nextWordStart(text: string, offset: number): number {
  if (offset === 0) return 0
  const blank = text.slice(offset, offset + 24).search(/\s/)
  return blank < 0 ? offset : offset + blank + 1
}
