import { titleOf } from './file-name.ts'
import { maxTitleLength, type TitleSuggestion } from './schema.ts'

const minLetters = 4
const letter = /\p{L}/gu
/** Default titles that programs write into the metadata. */
const meaningless =
  /^(?:untitled|unnamed|no title|document|dokument|presentation|powerpoint presentation|slide|scan(?:ned)?(?: document)?|blank|template|book|sheet|tabelle|unbenannt|sans titre|title|pdf)[\s\d._-]*$/iu
/** Prefixes that programs add to the file name when they print. */
const printedBy = /^(?:microsoft (?:word|excel|powerpoint)|print|wordpad|openoffice|libreoffice)\s*-\s*/iu
const fileEnding = /\.(?:pdf|docx?|rtf|odt|xlsx?|pptx?|txt|html?|wpd|pages|indd|tmp)$/iu

/**
 * Suggested titles for a document whose title is still its file name, best first: the title in the PDF's metadata unless it is a default,
 * and a readable form of the file name. Empty if the title was changed.
 */
export function suggestTitles({
  title,
  pdfTitle,
  fileName,
}: {
  title: string
  pdfTitle: string | null
  fileName: string
}): TitleSuggestion[] {
  if (title !== titleOf(fileName)) return []
  const fromMetadata = meaningfulTitle(pdfTitle ?? '')
  const fromFileName = tidyFileName(fileName)
  const suggestions: TitleSuggestion[] = []
  if (fromMetadata !== null && fromMetadata !== title) suggestions.push({ title: fromMetadata, source: 'metadata' })
  const isNew = fromFileName !== null && fromFileName !== title && fold(fromFileName) !== fold(fromMetadata ?? '')
  if (isNew) suggestions.push({ title: fromFileName, source: 'file_name' })
  return suggestions
}

/** The title in a PDF's metadata, or null if it is a program's default. A file name is made readable. */
export function meaningfulTitle(pdfTitle: string): string | null {
  const text = pdfTitle.normalize('NFC').replace(printedBy, '').trim()
  if (text.includes('\uFFFD') || meaningless.test(text.replace(fileEnding, ''))) return null
  if ((text.match(letter) ?? []).length < minLetters) return null
  return fileEnding.test(text) ? tidyFileName(text) : cut(text)
}

/**
 * A file name as a title: without extension, with spaces instead of separators, capitalised. A name that contains spaces keeps its hyphens,
 * and so do dates and version numbers. Null if nothing readable remains.
 */
export function tidyFileName(fileName: string): string | null {
  const bare = fileName.normalize('NFC').replace(fileEnding, '')
  const separated = /\s/u.test(bare) ? bare.replace(/_+/gu, ' ') : bare.replace(/_+|(?<!\d)-+|-+(?!\d)|\+/gu, ' ')
  const text = separated.replace(/\s+/gu, ' ').trim()
  if ((text.match(letter) ?? []).length < minLetters) return null
  return cut(text.replace(/^\p{Ll}/u, (first) => first.toUpperCase()))
}

function cut(text: string): string {
  return text.slice(0, maxTitleLength).toWellFormed().trim()
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
