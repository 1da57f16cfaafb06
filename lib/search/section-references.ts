import type { Match } from './match.ts'

/** A reference to a section of a contract: "10.2(b)" is the list item "b" of section 10.2. */
export type SectionReference = { number: string; items: string[] }

const reference = /^(\d{1,3}(?:\.\d{1,3}){0,4})((?:\([a-z0-9]{1,5}\))*)[.,;:]*$/i
const headingNumber = /^(?:(?:ARTICLE|Article)\s+)?(\d{1,3}(?:\.\d{1,3}){0,4})(?=\s|$)/
const completeMatch = 1
/** A nested item whose parent item is in another passage. */
const nestedItemOnly = 0.7

/** Parses a section reference; null for a plain number and for anything else. */
export function parseSectionReference(typed: string): SectionReference | null {
  const [, number = '', list = ''] = reference.exec(typed) ?? []
  const items = [...list.toLowerCase().matchAll(/\w+/g)].map(([item]) => item)
  return number.includes('.') || items.length > 0 ? { number, items } : null
}

/**
 * Matches a passage that is the referenced section itself, not a mention of it: the number at the start of a line, and the list items
 * below it. Empty if the passage is under another heading, or does not contain the last item.
 */
export function matchSection(
  section: SectionReference,
  passage: { text: string; headingPath: readonly string[] },
): Match[] {
  const numbers = passage.headingPath.map((label) => headingNumber.exec(label)?.[1]).filter((number) => number)
  if (numbers.at(-1) !== section.number) return []
  const number = section.number.replaceAll('.', '\\.')
  const heading = findPattern(passage.text, 0, `^[ \\t]*(?:(?:section|article|§+)\\s*)?(${number})(?![.\\d]*\\d)`)
  const found: Match[] = heading ? [heading] : []
  let from = heading?.end ?? 0
  let quality = completeMatch
  for (const [index, item] of section.items.entries()) {
    const match = findItem(passage.text, from, item)
    if (!match && index === section.items.length - 1) return []
    if (match) found.push(match)
    else quality = nestedItemOnly
    from = match?.end ?? from
  }
  return found.map((match) => ({ ...match, quality }))
}

/** "(b)" at the start of a line; otherwise after a number, another item or punctuation, where a mention does not stand. */
function findItem(text: string, from: number, item: string): Match | null {
  const label = `\\(?(${item})[).](?=\\s|\\()`
  return (
    findPattern(text, from, `^[ \\t]*${label}`) ??
    findPattern(text, from, `(?<=(?:^[ \\t]*[\\d.]+|[.;:,)–—-](?:\\s+(?:and|or))?)\\s*)${label.replace('(?', '(')}`)
  )
}

/** The position of the pattern's first group. */
function findPattern(text: string, from: number, pattern: string): Match | null {
  const search = new RegExp(pattern, 'dgim')
  search.lastIndex = from
  const [start, end] = search.exec(text)?.indices?.[1] ?? []
  return start === undefined || end === undefined ? null : { start, end, quality: completeMatch }
}
