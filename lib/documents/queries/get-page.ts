import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { unpackWords } from '#lib/core/pdf/word-boxes.ts'
import { documentErrors } from '../errors.ts'
import { recordDocumentRead } from '../record-read.ts'
import { isSettled, type PageBody } from '../schema.ts'
import { getVersion } from './get-document.ts'

/**
 * A page's text with the bounding box of each word. Throws `request.not_found` if the page does not exist, `document.not_ready` if it has
 * not been processed yet.
 */
export async function getPage(
  principal: Principal,
  documentId: string,
  number: number,
  versionNumber: number | undefined,
): Promise<PageBody> {
  const version = await getVersion(principal, documentId, versionNumber)
  const page = await db.page.findUnique({ where: { versionId_number: { versionId: version.id, number } } })
  if (!page) {
    const isBeyond = version.pageCount !== null && number > version.pageCount
    throw isBeyond || isSettled(version.status) ? notFound() : new AppError(documentErrors['document.not_ready'])
  }
  await recordDocumentRead(principal, version, 'page')
  return {
    number,
    width: page.width,
    height: page.height,
    source: page.source as PageBody['source'],
    confidence: page.confidence,
    text: page.text,
    words: unpackWords(page.words).map(({ start, end, x, y, w, h }) => [start, end, x, y, w, h]),
  }
}

/** The full text of a version, with form feeds between pages. Pages without text, or not processed yet, are empty. */
export async function getText(
  principal: Principal,
  documentId: string,
  versionNumber: number | undefined,
): Promise<string> {
  const version = await getVersion(principal, documentId, versionNumber)
  await recordDocumentRead(principal, version, 'text')
  const rows = await db.page.findMany({ where: { versionId: version.id }, select: { number: true, text: true } })
  const pages = new Array<string>(version.pageCount ?? 0).fill('')
  for (const { number, text } of rows) if (number <= pages.length) pages[number - 1] = text
  return pages.join('\f')
}
