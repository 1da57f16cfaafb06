'use client'
import { FileText, FileWarning } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cx } from '#components/ui/cx.ts'
import { pageImageUrl } from '#components/viewer/document/page-query.ts'
import type { KeptImageWidth } from '#lib/documents/schema.ts'
import type { LibraryDocument } from './document.ts'

/** The place is at most 44 pixels wide; on screens with three dots to a pixel that is 132. */
const imageWidth: KeptImageWidth = 160

/** The first page, small. What has no first page yet, never will, or lies in the trash, has the outline of a sheet: the place is the same. */
export function Thumbnail({ document, className }: { document: LibraryDocument; className?: string }) {
  const [isLost, setLost] = useState(false)
  const hasPage = document.status !== 'failed' && document.pagesDone > 0 && document.deletedAt === null && !isLost
  useEffect(() => {
    if (!isLost) return
    const again = () => setLost(false)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [isLost])
  const Icon = document.status === 'failed' ? FileWarning : FileText
  return (
    <span
      className={cx(
        'grid aspect-[1/1.294] shrink-0 place-items-center overflow-hidden rounded-[2px] border bg-well text-ink-3',
        className,
      )}
    >
      {hasPage ? (
        // biome-ignore lint/performance/noImgElement: the server already gives the size asked for, as WebP, to whoever may see it
        <img
          src={pageImageUrl(document.id, document.version, 1, imageWidth)}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setLost(true)}
          className="size-full bg-white object-cover object-top dark:brightness-90"
        />
      ) : (
        <Icon aria-hidden="true" className="size-4" />
      )}
    </span>
  )
}
