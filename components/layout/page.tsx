import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'

/** The margins and the maximum width of a page. */
export function Page({ width = 'wide', children }: { width?: 'narrow' | 'wide'; children: ReactNode }) {
  return (
    <div className={cx('mx-auto w-full px-4 pb-16 sm:px-8', width === 'wide' ? 'max-w-[76rem]' : 'max-w-3xl')}>
      {children}
    </div>
  )
}
