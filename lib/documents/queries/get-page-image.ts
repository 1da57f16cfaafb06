import type { Principal } from '#lib/core/auth/principal.ts'
import { notFound } from '#lib/core/errors.ts'
import { renderPage } from '#lib/core/pdf/pdf.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { pageImageName } from '../page-image.ts'
import { keptImageWidths } from '../schema.ts'
import { getVersion } from './get-document.ts'

const running = new Map<string, Promise<Buffer>>()

/**
 * A page drawn as WebP, `width` pixels wide. Drawn once: the usual widths are kept beside the file, and who asks while it is being
 * drawn waits for the same picture. Throws `request.not_found`, and what renderPage throws for a file that cannot be read.
 */
export async function getPageImage(
  principal: Principal,
  documentId: string,
  number: number,
  { width, version: versionNumber }: { width: number; version?: number | undefined },
): Promise<Buffer> {
  const version = await getVersion(principal, documentId, versionNumber)
  if (version.pageCount !== null && number > version.pageCount) throw notFound()
  const name = pageImageName(number, width)
  const kept = await storage.readDerived(version.sha256, name)
  if (kept) return kept
  const key = `${version.sha256}/${name}`
  const drawing = running.get(key) ?? draw(version.sha256, number, width).finally(() => running.delete(key))
  running.set(key, drawing)
  return drawing
}

async function draw(sha256: string, number: number, width: number): Promise<Buffer> {
  const image = await renderPage(await storage.localPath(sha256), number, { width })
  if (keptImageWidths.some((kept) => kept === width))
    await storage.writeDerived(sha256, pageImageName(number, width), image)
  return image
}
