import { Fragment } from 'react'
import type { TextRange } from '#lib/documents/passage-link.ts'

const before = 48
const after = 110

/** What was found with the words around it, those of it marked. */
export function FindSnippet({ text, ranges }: { text: string; ranges: readonly TextRange[] }) {
  const first = ranges[0]?.[0] ?? 0
  const end = Math.min(text.length, Math.max(ranges[0]?.[1] ?? 0, first + after))
  const start = wordStart(text, Math.max(0, first - before))
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

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const blank = text.slice(at, at + 24).search(/\s/)
  return blank < 0 ? at : at + blank + 1
}
