/** A heading above a passage: its depth, from 1, and what it says. */
export type Heading = { level: number; label: string }

/** What begins on a line: a heading (with what stays of the line as text), a clause or definition without one, or nothing. */
export type LineStart = { heading: Heading | null; isStart: boolean }

const maxLabel = 120
const plain: LineStart = { heading: null, isStart: false }
const start: LineStart = { heading: null, isStart: true }

const division = /^(ARTICLE|Article|PART|Part|CHAPTER|Chapter)\s+([IVXLC]+|\d{1,3}|[A-Z])\b[.:]?\s*[-–—]?\s*(.*)$/
const attachment =
  /^(EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix|ATTACHMENT|Attachment)\s+([A-Z]{1,2}(?:-?\d{1,3})?|\d{1,3}(?:\.\d{1,3})?|[IVX]+)\b[.:]?\s*[-–—]?\s*(.*)$/
const section = /^(?:SECTION|Section|§)\s*(\d{1,3}(?:\.\d{1,3}){0,4})[.:)]?\s+(.*)$/
const numbered = /^(\d{1,3}(?:\.\d{1,3}){0,4})(?:[.)]|(?<=\.\d{1,3}))?\s+(.*)$/
const roman = /^([IVX]{1,6})[.)]\s+(.*)$/
const listed = /^(?:\([a-zA-Z0-9]{1,4}\)|[a-zA-Z][.)]|[ivx]{1,5}[.)]|[•▪●○–—*·-])\s+\S/
const definition =
  /^["“][^"”]{2,80}["”],?\s+(?:\([^)]{0,80}\)\s+)?(?:means?|shall mean|has the meaning|shall have the meaning|refers to|includes)\b/
/** "8.8 Audits 10" in a table of contents: what stands there heads nothing. */
const contentsEntry =
  /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|Section \d[\d.]*|ARTICLE [IVXLC]+)\s+\p{Lu}[^.]{2,90}\s\d{1,3}$/u
const recital = /^(?:WHEREAS|NOW,? THEREFORE|IN WITNESS WHEREOF|RECITALS|WITNESSETH|W I T N E S S E T H)\b/

/**
 * What a line of a contract begins. `after` is the next line: capitals that go on there are a paragraph in capitals, no heading.
 */
export function readLine(line: string, before: string, after: string): LineStart {
  const text = line.trim()
  if (text === '' || /\.{4,}|(?:\. ){4,}|…{2,}/.test(text)) return plain
  if (contentsEntry.test(text)) return start
  const titled = division.exec(text) ?? attachment.exec(text)
  if (
    titled &&
    (titled[3] ?? '').length < 90 &&
    !/^(?:of|to|and|shall|is|hereto|attached|or|in)\b/.test(titled[3] ?? '')
  )
    return headed(1, text)
  const sectioned = section.exec(text)
  if (sectioned) return fromNumber(sectioned[1] ?? '', sectioned[2] ?? '')
  const number = numbered.exec(text)
  if (number && isClauseNumber(number[1] ?? '', text)) return fromNumber(number[1] ?? '', number[2] ?? '')
  const numeral = roman.exec(text)
  if (numeral) return headed(2, `${numeral[1]}. ${titleIn(numeral[2] ?? '') ?? ''}`.trim())
  if (listed.test(text) || definition.test(text)) return start
  if (isCapitals(text)) return isShouted(before) || isShouted(after) ? plain : headed(recital.test(text) ? 2 : 1, text)
  return recital.test(text) ? start : plain
}

function headed(level: number, label: string): LineStart {
  return { heading: { level, label: label.replace(/\s+/g, ' ').slice(0, maxLabel) }, isStart: true }
}

/** "7. TERM. This Agreement…" is headed "7. TERM"; "7.2 The Supplier shall…" is headed "7.2". */
function fromNumber(number: string, rest: string): LineStart {
  const level = 1 + number.replace(/(?:\.0)?$/, '').split('.').length
  const title = titleIn(rest)
  return headed(level, title ? `${number} ${title}` : number)
}

/** A clause's number has a point or bracket after it or in it; "30 days after" and "1997 10-K" are no clauses. */
function isClauseNumber(number: string, text: string): boolean {
  const next = text[number.length]
  if (number.includes('.')) return !/^\d+\.\d+\s+(?:%|percent|million|billion|days?|months?|years?)\b/.test(text)
  return next === '.' || next === ')' || /^\d{1,2}\s+[A-Z][A-Z ,&'’-]{3,60}$/.test(text)
}

/** The title at the beginning of a clause: capitals, or a few words with capitals before a full stop or colon. */
function titleIn(rest: string): string | null {
  const text = rest.trim()
  const ended = /^([^.:;]{2,80}?)\s*[.:](?:\s|$)/.exec(text)
  const candidate = ended?.[1] ?? (text.length <= 60 ? text : '')
  if (candidate === '' || candidate.length > 80) return null
  const words = candidate.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  if (words.length === 0 || words.length > 10) return null
  const minor = /^(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|without|upon|under)$/
  const isTitled = words.every((word) => minor.test(word) || /^["“'(]*\p{Lu}/u.test(word))
  return isTitled || (ended && words.length <= 4 && /^\p{Lu}/u.test(words[0] ?? '')) ? candidate : null
}

/** A short line all in capitals, with a word in it. */
function isCapitals(line: string): boolean {
  const text = line.trim()
  if (text.length < 4 || text.length > 90 || /[a-z]/.test(text) || /[,;:]$/.test(text)) return false
  return (text.match(/\p{Lu}{2,}/gu) ?? []).join('').length >= 4
}

/** A line of capitals of any length: beside it another is a part of the same paragraph. */
function isShouted(line: string): boolean {
  return !/[a-z]/.test(line) && /\p{Lu}{2}/u.test(line)
}
