'use client'
import { type Ref, useState } from 'react'
import { FilledText } from '#components/ui/filled-text.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { useOpenedPdf } from '#components/viewer/document/pdf-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'

/** `3 of 41`: the current page in a field. Enter goes to the page typed; the pages then take the focus. */
export function PageField({ ref }: { ref?: Ref<HTMLInputElement> }) {
  const { pageCount } = useOpenedPdf()
  const { page, goToPage, focusPages } = usePagePosition()
  const locale = useReaderLocale()
  const [typed, setTyped] = useState<string | null>(null)
  const go = () => {
    const target = Number(typed)
    if (typed && Number.isInteger(target)) goToPage(Math.min(Math.max(target, 1), pageCount))
    setTyped(null)
  }
  const input = (
    <input
      ref={ref}
      aria-label={viewerMessages.pageField.label(pageCount)}
      inputMode="numeric"
      value={typed ?? String(page)}
      style={{ width: `${Math.max(2, String(pageCount).length) + 2}ch` }}
      className="figures h-8 rounded-md border border-line-strong/60 bg-sheet text-center text-ink hover:border-line-strong"
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, ''))}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go()
        else if (event.key === 'Escape') setTyped(null)
        else return
        event.preventDefault()
        event.stopPropagation()
        focusPages()
      }}
    />
  )
  return (
    <span className="figures flex items-center gap-1.5 whitespace-nowrap text-ink-2 text-small">
      <FilledText text={viewerMessages.pageField.pageOf(formatNumber(pageCount, locale))} values={{ page: input }} />
    </span>
  )
}
