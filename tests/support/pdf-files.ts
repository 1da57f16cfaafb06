import { makePdf } from './made-pdf.ts'

export type ChosenFile = { name: string; mimeType: string; buffer: Buffer }

/** A PDF for a file input. Its bytes depend on name and lines; `padding` adds bytes without changing the text. */
export async function pdfFile(name: string, lines: string[][], padding = 0): Promise<ChosenFile> {
  const bytes = await makePdf(lines.map((each) => ({ lines: [...each, name] })))
  const buffer = Buffer.concat([Buffer.from(bytes), Buffer.from(`\n%${'x'.repeat(padding)}\n`)])
  return { name, mimeType: 'application/pdf', buffer }
}
