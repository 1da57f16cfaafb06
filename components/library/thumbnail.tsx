'use client'
import { FileText, FileWarning } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cx } from '#components/ui/cx.ts'
import { pageImageUrl } from '#components/viewer/document/page-query.ts'
import type { KeptImageWidth } from '#lib/documents/schema.ts'
import type { LibraryDocument } from './document.ts'

/** A thumbnail is at most 44 CSS pixels wide: 132 device pixels at a pixel ratio of three. */
const imageWidth: KeptImageWidth = 160

/** A small image of the first page. Documents without one (in processing, failed, in the trash) show an icon of the same size. */
export function Thumbnail({ document, className }: { document: LibraryDocument; className?: string }) {
  const [isFailed, setFailed] = useState(false)
  const hasPage = document.status !== 'failed' && document.pagesDone > 0 && document.deletedAt === null && !isFailed
  useEffect(() => {
    if (!isFailed) return
    const retry = () => setFailed(false)
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [isFailed])
  const Icon = document.status === 'failed' ? FileWarning : FileText
  return (
    <span
      className={cx(
        'grid aspect-[1/1.294] shrink-0 place-items-center overflow-hidden rounded-[2px] border bg-well text-ink-3',
        className,
      )}
    >
      {hasPage ? (
        // biome-ignore lint/performance/noImgElement: the server already resizes the image and checks access
        <img
          src={pageImageUrl(document.id, document.version, 1, imageWidth)}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setFailed(true)}
          className="size-full bg-white object-cover object-top dark:brightness-90"
        />
      ) : (
        <Icon aria-hidden="true" className="size-4" />
      )}
    </span>
  )
}
