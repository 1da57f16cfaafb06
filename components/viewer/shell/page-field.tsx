'use client'
import { type Ref, useState } from 'react'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'

type Props = {
  ref?: Ref<HTMLInputElement>
  page: number
  pageCount: number
  onGo: (page: number) => void
  onLeave: () => void
}

/** `3 of 41`: the page one reads, to be overwritten with the one to go to. */
export function PageField({ ref, page, pageCount, onGo, onLeave }: Props) {
  const locale = useReaderLocale()
  const [typed, setTyped] = useState<string | null>(null)
  const go = () => {
    const wanted = Number(typed)
    if (typed && Number.isInteger(wanted)) onGo(Math.min(Math.max(wanted, 1), pageCount))
    setTyped(null)
  }
  return (
    <span className="figures flex items-center gap-1.5 whitespace-nowrap text-ink-2 text-small">
      <input
        ref={ref}
        aria-label={`Page, of ${pageCount}`}
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
          onLeave()
        }}
      />
      of {formatNumber(pageCount, locale)}
    </span>
  )
}
