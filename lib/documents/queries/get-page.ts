import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { unpackWords } from '#lib/core/pdf/word-boxes.ts'
import { documentErrors } from '../errors.ts'
import { noteRead } from '../note-read.ts'
import { isSettled, type PageBody } from '../schema.ts'
import { getVersion } from './get-document.ts'

/**
 * A page's text with a box for every word. Throws `request.not_found` where there is no such page, `document.not_ready` while it
 * has yet to be read.
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
  await noteRead(principal, version, 'page')
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

/** All the text of a version, pages parted by form feeds. A page that is not read (yet) is empty, in its place. */
export async function getText(
  principal: Principal,
  documentId: string,
  versionNumber: number | undefined,
): Promise<string> {
  const version = await getVersion(principal, documentId, versionNumber)
  await noteRead(principal, version, 'text')
  const rows = await db.page.findMany({ where: { versionId: version.id }, select: { number: true, text: true } })
  const pages = new Array<string>(version.pageCount ?? 0).fill('')
  for (const { number, text } of rows) if (number <= pages.length) pages[number - 1] = text
  return pages.join('\f')
}
