import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts, setWordSpacing } from 'pdf-lib'
import { addOutline } from './outline.ts'

/**
 * Sets a contract as a PDF of several pages. Each line of the source is a block: `# ` the title, `## ` a heading, `1.1 ` a numbered
 * clause, `(a) ` an item, `> ` a definition, `= left | right` a line of the signatures, anything else a paragraph; `**…**` is bold.
 * The same source always gives the same bytes, so that a second copy is detected as a duplicate.
 */
export async function typeset(source: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const fonts = {
    plain: await pdf.embedFont(StandardFonts.TimesRoman),
    bold: await pdf.embedFont(StandardFonts.TimesRomanBold),
  }
  const typesetter = new Typesetter(pdf, fonts)
  for (const line of source.trim().split('\n')) typesetter.block(line.trim())
  const title = typesetter.title
  typesetter.finish()
  addOutline(pdf, typesetter.headings)
  pdf.setTitle(title)
  pdf.setProducer('LexAI')
  pdf.setCreator('LexAI')
  pdf.setLanguage('en')
  const written = new Date('2026-01-01T00:00:00Z')
  pdf.setCreationDate(written)
  pdf.setModificationDate(written)
  return pdf.save({ addDefaultPage: false })
}

type Fonts = { plain: PDFFont; bold: PDFFont }
type TextRun = { text: string; font: PDFFont }
/** The text between two spaces; it has two fonts if a bold word is followed by punctuation. */
type Word = { chunks: TextRun[]; width: number }
type Line = { words: Word[]; isLast: boolean }
type Style = { size: number; leading: number; indent: number; before: number; label?: string; centred?: boolean }

const pageSize: [number, number] = [612, 792]
const margin = { side: 84, top: 86, bottom: 82 }
const textColor = rgb(0.1, 0.1, 0.12)
const mutedColor = rgb(0.42, 0.42, 0.45)
const body = { size: 11, leading: 15 }

class Typesetter {
  title = ''
  readonly headings: { title: string; page: PDFPage; top: number }[] = []
  readonly #pdf: PDFDocument
  readonly #fonts: Fonts
  readonly #pages: PDFPage[] = []
  #page: PDFPage
  #y = 0

  constructor(pdf: PDFDocument, fonts: Fonts) {
    this.#pdf = pdf
    this.#fonts = fonts
    this.#page = this.#newPage()
  }

  block(line: string): void {
    const clause = /^(\d+\.\d+|\d+\.|\([a-zA-Z]\)) (.*)$/.exec(line)
    if (line === '') this.#y -= 6
    else if (line.startsWith('# ')) this.#setTitle(line.slice(2))
    else if (line.startsWith('## ')) this.#setHeading(line.slice(3))
    else if (line.startsWith('> ')) this.#paragraph(line.slice(2), { ...body, indent: 36, before: 5 })
    else if (line.startsWith('= ')) this.#signature(line.slice(2).split(' | '))
    else if (clause?.[1] && clause[2]) {
      const indent = clause[1].startsWith('(') ? 62 : 36
      this.#paragraph(clause[2], { ...body, indent, before: 6, label: clause[1] })
    } else this.#paragraph(line, { ...body, indent: 0, before: 7 })
  }

  /** Adds headers and footers, which require the number of pages. */
  finish(): void {
    for (const [index, page] of this.#pages.entries()) {
      const font = this.#fonts.plain
      const footer = `Page ${index + 1} of ${this.#pages.length}`
      page.drawText(footer, {
        x: (pageSize[0] - widthOf(footer, font, 9)) / 2,
        y: 46,
        size: 9,
        font,
        color: mutedColor,
      })
      if (index > 0)
        page.drawText(this.title, { x: margin.side, y: pageSize[1] - 52, size: 9, font, color: mutedColor })
    }
  }

  #setTitle(title: string): void {
    this.title = title
    this.#paragraph(`**${title}**`, { size: 17, leading: 22, indent: 0, before: 4, centred: true })
    this.#y -= 12
  }

  #setHeading(title: string): void {
    // Keeps a heading together with at least two lines of its text.
    this.#ensureSpace(16 + 15 + 2 * body.leading + 6)
    this.#paragraph(`**${title}**`, { size: 12, leading: 15, indent: 0, before: 16 })
    this.headings.push({ title, page: this.#page, top: this.#y + 30 })
  }

  #signature(columns: string[]): void {
    const isName = !columns[0]?.includes(':')
    this.#ensureSpace(isName ? 130 : 20)
    this.#y -= isName ? 30 : 18
    for (const [index, text] of columns.entries()) {
      const x = margin.side + index * 230
      const font = isName ? this.#fonts.bold : this.#fonts.plain
      this.#page.drawText(text, { x, y: this.#y, size: body.size, font, color: textColor })
      if (!isName) continue
      this.#page.drawText('By:', { x, y: this.#y - 34, size: body.size, font: this.#fonts.plain, color: textColor })
      const y = this.#y - 36
      this.#page.drawLine({ start: { x: x + 22, y }, end: { x: x + 200, y }, thickness: 0.6, color: textColor })
    }
    if (isName) this.#y -= 40
  }

  #paragraph(text: string, style: Style): void {
    const left = margin.side + style.indent
    const width = pageSize[0] - margin.side - left
    this.#y -= style.before
    for (const [index, line] of this.#lines(text, style.size, width).entries()) {
      this.#ensureSpace(style.leading)
      this.#y -= style.leading
      if (index === 0 && style.label) {
        this.#run(
          { text: style.label, font: this.#fonts.plain },
          margin.side + Math.max(0, style.indent - 36),
          style.size,
        )
      }
      this.#line(line, left, width, style)
    }
  }

  /** Lines are justified by wider spaces, except the last line of a paragraph. */
  #line({ words, isLast }: Line, left: number, width: number, { size, centred }: Style): void {
    const space = widthOf(' ', this.#fonts.plain, size)
    const gaps = words.length - 1
    const natural = words.reduce((sum, word) => sum + word.width, 0) + gaps * space
    const extra = isLast || centred || gaps === 0 ? 0 : (width - natural) / gaps
    let x = centred ? (pageSize[0] - natural) / 2 : left
    for (const run of toRuns(words)) {
      this.#page.pushOperators(setWordSpacing(extra))
      this.#run(run, x, size)
      x += widthOf(run.text, run.font, size) + extra * (run.text.split(' ').length - 1)
    }
    this.#page.pushOperators(setWordSpacing(0))
  }

  #run({ text, font }: TextRun, x: number, size: number): void {
    this.#page.drawText(text, { x, y: this.#y, size, font, color: textColor })
  }

  #lines(text: string, size: number, width: number): Line[] {
    const space = widthOf(' ', this.#fonts.plain, size)
    const lines: Line[] = []
    let words: Word[] = []
    let used = 0
    for (const word of this.#words(text, size)) {
      if (words.length > 0 && used + space + word.width > width) {
        lines.push({ words, isLast: false })
        words = []
        used = 0
      }
      used += (words.length > 0 ? space : 0) + word.width
      words.push(word)
    }
    return [...lines, { words, isLast: true }]
  }

  #words(text: string, size: number): Word[] {
    let isBold = false
    return text.split(' ').map((marked) => {
      const chunks = marked.split('**').flatMap((part, index) => {
        if (index > 0) isBold = !isBold
        return part === '' ? [] : [{ text: part, font: isBold ? this.#fonts.bold : this.#fonts.plain }]
      })
      const width = chunks.reduce((sum, chunk) => sum + widthOf(chunk.text, chunk.font, size), 0)
      return { chunks, width }
    })
  }

  #ensureSpace(height: number): void {
    if (this.#y - height < margin.bottom) this.#page = this.#newPage()
  }

  #newPage(): PDFPage {
    const page = this.#pdf.addPage(pageSize)
    this.#pages.push(page)
    this.#y = pageSize[1] - margin.top
    return page
  }
}

/** Splits a line into runs of one font that include the spaces, so that the text can be copied and searched. */
function toRuns(words: Word[]): TextRun[] {
  const runs: TextRun[] = []
  for (const [index, word] of words.entries()) {
    const before = runs.at(-1)
    if (index > 0 && before) before.text += ' '
    for (const { text, font } of word.chunks) {
      const run = runs.at(-1)
      if (run?.font === font) run.text += text
      else runs.push({ text, font })
    }
  }
  return runs
}

/** The width as drawn: pdf-lib's own measurement of a text includes kerning, which its drawing does not apply. */
function widthOf(text: string, font: PDFFont, size: number): number {
  return [...text].reduce((sum, character) => sum + font.widthOfTextAtSize(character, size), 0)
}
