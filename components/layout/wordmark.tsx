import Link from 'next/link'
import { cx } from '#components/ui/cx.ts'
import { layoutMessages } from './messages.ts'

type Props = {
  isCompact?: boolean
  /** Aligns the text with the text of the page; otherwise it is indented like the links of the navigation. */
  isFlush?: boolean
  href?: string
}

export function Wordmark({ isCompact = false, isFlush = false, href = '/library' }: Props) {
  return (
    <Link
      href={href}
      aria-label={layoutMessages.home}
      className={cx(
        'flex h-9 items-center rounded-md font-semibold font-serif text-ink tracking-tight',
        isCompact ? 'justify-center text-lead' : 'px-2 text-[1.25rem]',
        isFlush && '-mx-2',
      )}
    >
      {isCompact ? 'L' : 'LexAI'}
    </Link>
  )
}
