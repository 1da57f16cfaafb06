import type { Match } from './matching.ts'

/** A place of a contract by its numbers: "10.2(b)" is item "b" under the heading "10.2". */
export type Place = { number: string; items: string[] }

const reference = /^(\d{1,3}(?:\.\d{1,3}){0,4})((?:\([a-z0-9]{1,5}\))*)[.,;:]*$/i
const headingNumber = /^(?:(?:ARTICLE|Article)\s+)?(\d{1,3}(?:\.\d{1,3}){0,4})(?=\s|$)/
const known = 1
/** An item of an item whose own beginning stands in another passage. */
const likely = 0.7

/** The place that something typed names; null where it is but a number, or something else. */
export function readPlace(typed: string): Place | null {
  const [, number = '', list = ''] = reference.exec(typed) ?? []
  const items = [...list.toLowerCase().matchAll(/\w+/g)].map(([item]) => item)
  return number.includes('.') || items.length > 0 ? { number, items } : null
}

/**
 * Where a passage is that place itself, not a mention of it: the number at the beginning of a line and the items that are listed
 * under it. Empty where the passage stands under another heading, or has not the last item.
 */
export function findPlace(place: Place, passage: { text: string; headingPath: readonly string[] }): Match[] {
  const numbers = passage.headingPath.map((label) => headingNumber.exec(label)?.[1]).filter((number) => number)
  if (numbers.at(-1) !== place.number) return []
  const number = place.number.replaceAll('.', '\\.')
  const headed = locate(passage.text, 0, `^[ \\t]*(?:(?:section|article|§+)\\s*)?(${number})(?![.\\d]*\\d)`)
  const found: Match[] = headed ? [headed] : []
  let from = headed?.end ?? 0
  let quality = known
  for (const [index, item] of place.items.entries()) {
    const listed = findItem(passage.text, from, item)
    if (!listed && index === place.items.length - 1) return []
    if (listed) found.push(listed)
    else quality = likely
    from = listed?.end ?? from
  }
  return found.map((match) => ({ ...match, quality }))
}

/** "(b)" at the beginning of a line; else in the line, after a number, another item or a mark, as it does not stand in a mention. */
function findItem(text: string, from: number, item: string): Match | null {
  const mark = `\\(?(${item})[).](?=\\s|\\()`
  return (
    locate(text, from, `^[ \\t]*${mark}`) ??
    locate(text, from, `(?<=(?:^[ \\t]*[\\d.]+|[.;:,)–—-](?:\\s+(?:and|or))?)\\s*)${mark.replace('(?', '(')}`)
  )
}

function locate(text: string, from: number, pattern: string): Match | null {
  const search = new RegExp(pattern, 'dgim')
  search.lastIndex = from
  const [start, end] = search.exec(text)?.indices?.[1] ?? []
  return start === undefined || end === undefined ? null : { start, end, quality: known }
}
