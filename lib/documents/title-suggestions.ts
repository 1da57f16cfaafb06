import { titleOf } from './file-name.ts'
import { maxTitleLength, type TitleSuggestion } from './schema.ts'

const minLetters = 4
const letter = /\p{L}/gu
/** What programs write into the metadata when nobody chose a title. */
const meaningless =
  /^(?:untitled|unnamed|no title|document|dokument|presentation|powerpoint presentation|slide|scan(?:ned)?(?: document)?|blank|template|book|sheet|tabelle|unbenannt|sans titre|title|pdf)[\s\d._-]*$/iu
/** Programs that print put their own name before that of the file. */
const printedBy = /^(?:microsoft (?:word|excel|powerpoint)|print|wordpad|openoffice|libreoffice)\s*-\s*/iu
const fileEnding = /\.(?:pdf|docx?|rtf|odt|xlsx?|pptx?|txt|html?|wpd|pages|indd|tmp)$/iu

/**
 * Titles for a document that is still called by its file's name, best first: the one in the PDF's own metadata where somebody meant
 * it, and the file's name in readable form. None once somebody chose a title.
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

/** The title in a PDF's metadata where it can be one: not a program's default, not a file's name as it is; null otherwise. */
export function meaningfulTitle(pdfTitle: string): string | null {
  const text = pdfTitle.normalize('NFC').replace(printedBy, '').trim()
  if (text.includes('\uFFFD') || meaningless.test(text.replace(fileEnding, ''))) return null
  if ((text.match(letter) ?? []).length < minLetters) return null
  return fileEnding.test(text) ? tidyFileName(text) : cut(text)
}

/**
 * A file's name as a title: no ending, spaces for the characters that stand for them, a capital at the beginning. A name that has
 * spaces keeps its hyphens; dates and version numbers keep theirs. Null where nothing readable remains.
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
