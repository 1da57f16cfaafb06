import type { ReactNode } from 'react'

/** A text with the given ranges marked: [start, end) in UTF-16 code units, sorted and without overlaps. */
export function MarkedText({ text, highlights }: { text: string; highlights: readonly (readonly number[])[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const [start = 0, end = 0] of highlights) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}
