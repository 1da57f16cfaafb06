/** A heading above a passage: its depth, from 1, and its text. */
export type Heading = { level: number; label: string }

/** `startsItem`: the line starts a heading, a list item, a definition or a recital; otherwise it continues the text before it. */
export type LineClass = { heading: Heading | null; startsItem: boolean }

const maxLabelLength = 120
const continuation: LineClass = { heading: null, startsItem: false }
const itemStart: LineClass = { heading: null, startsItem: true }

const division = /^(ARTICLE|Article|PART|Part|CHAPTER|Chapter)\s+([IVXLC]+|\d{1,3}|[A-Z])\b[.:]?\s*[-–—]?\s*(.*)$/
const attachment =
  /^(EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix|ATTACHMENT|Attachment)\s+([A-Z]{1,2}(?:-?\d{1,3})?|\d{1,3}(?:\.\d{1,3})?|[IVX]+)\b[.:]?\s*[-–—]?\s*(.*)$/
const section = /^(?:SECTION|Section|§)\s*(\d{1,3}(?:\.\d{1,3}){0,4})[.:)]?\s+(.*)$/
const numbered = /^(\d{1,3}(?:\.\d{1,3}){0,4})(?:[.)]|(?<=\.\d{1,3}))?\s+(.*)$/
const roman = /^([IVX]{1,6})[.)]\s+(.*)$/
const listItem = /^(?:\([a-zA-Z0-9]{1,4}\)|[a-zA-Z][.)]|[ivx]{1,5}[.)]|[•▪●○–—*·-])\s+\S/
const definition =
  /^["“][^"”]{2,80}["”],?\s+(?:\([^)]{0,80}\)\s+)?(?:means?|shall mean|has the meaning|shall have the meaning|refers to|includes)\b/
/** An entry of a table of contents, such as "8.8 Audits 10", which is not a heading. */
const contentsEntry =
  /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|Section \d[\d.]*|ARTICLE [IVXLC]+)\s+\p{Lu}[^.]{2,90}\s\d{1,3}$/u
const recital = /^(?:WHEREAS|NOW,? THEREFORE|IN WITNESS WHEREOF|RECITALS|WITNESSETH|W I T N E S S E T H)\b/

/**
 * Classifies a line of a contract. `before` and `after` are its neighbours: a line in capitals next to another one belongs to a paragraph
 * in capitals and is no heading.
 */
export function classifyLine(line: string, before: string, after: string): LineClass {
  const text = line.trim()
  if (text === '' || /\.{4,}|(?:\. ){4,}|…{2,}/.test(text)) return continuation
  if (contentsEntry.test(text)) return itemStart
  const titled = division.exec(text) ?? attachment.exec(text)
  if (
    titled &&
    (titled[3] ?? '').length < 90 &&
    !/^(?:of|to|and|shall|is|hereto|attached|or|in)\b/.test(titled[3] ?? '')
  )
    return toHeading(1, text)
  const sectionMatch = section.exec(text)
  if (sectionMatch) return toNumberedHeading(sectionMatch[1] ?? '', sectionMatch[2] ?? '')
  const number = numbered.exec(text)
  if (number && isClauseNumber(number[1] ?? '', text)) return toNumberedHeading(number[1] ?? '', number[2] ?? '')
  const numeral = roman.exec(text)
  if (numeral) return toHeading(2, `${numeral[1]}. ${findTitle(numeral[2] ?? '') ?? ''}`.trim())
  if (listItem.test(text) || definition.test(text)) return itemStart
  if (isHeadingInCapitals(text)) {
    const isParagraph = isInCapitals(before) || isInCapitals(after)
    return isParagraph ? continuation : toHeading(recital.test(text) ? 2 : 1, text)
  }
  return recital.test(text) ? itemStart : continuation
}

function toHeading(level: number, label: string): LineClass {
  return { heading: { level, label: label.replace(/\s+/g, ' ').slice(0, maxLabelLength) }, startsItem: true }
}

/** "7. TERM. This Agreement…" has the heading "7 TERM"; "7.2 The Supplier shall…" has the heading "7.2". */
function toNumberedHeading(number: string, rest: string): LineClass {
  const level = 1 + number.replace(/(?:\.0)?$/, '').split('.').length
  const title = findTitle(rest)
  return toHeading(level, title ? `${number} ${title}` : number)
}

/** A clause number contains or is followed by a point or bracket; "30 days after" and "1997 10-K" are no clause numbers. */
function isClauseNumber(number: string, text: string): boolean {
  const next = text[number.length]
  if (number.includes('.')) return !/^\d+\.\d+\s+(?:%|percent|million|billion|days?|months?|years?)\b/.test(text)
  return next === '.' || next === ')' || /^\d{1,2}\s+[A-Z][A-Z ,&'’-]{3,60}$/.test(text)
}

/** The title at the start of a clause: words in capitals, or a few capitalized words before a full stop or colon. */
function findTitle(rest: string): string | null {
  const text = rest.trim()
  const ended = /^([^.:;]{2,80}?)\s*[.:](?:\s|$)/.exec(text)
  const candidate = ended?.[1] ?? (text.length <= 60 ? text : '')
  if (candidate === '' || candidate.length > 80) return null
  const words = candidate.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  if (words.length === 0 || words.length > 10) return null
  const minor = /^(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|without|upon|under)$/
  const isTitleCase = words.every((word) => minor.test(word) || /^["“'(]*\p{Lu}/u.test(word))
  return isTitleCase || (ended && words.length <= 4 && /^\p{Lu}/u.test(words[0] ?? '')) ? candidate : null
}

/** A short line in capitals that contains a word. */
function isHeadingInCapitals(line: string): boolean {
  const text = line.trim()
  if (text.length < 4 || text.length > 90 || /[a-z]/.test(text) || /[,;:]$/.test(text)) return false
  return (text.match(/\p{Lu}{2,}/gu) ?? []).join('').length >= 4
}

/** A line in capitals, of any length. */
function isInCapitals(line: string): boolean {
  return !/[a-z]/.test(line) && /\p{Lu}{2}/u.test(line)
}
