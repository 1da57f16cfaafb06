import Link from 'next/link'
import { cx } from '#components/ui/cx.ts'
import { layoutMessages } from './messages.ts'

type Props = {
  isShort?: boolean
  /** Its letters begin where the page's text does; without it they have a margin, as the links of the navigation have. */
  isFlush?: boolean
  href?: string
}

export function Wordmark({ isShort = false, isFlush = false, href = '/library' }: Props) {
  return (
    <Link
      href={href}
      aria-label={layoutMessages.home}
      className={cx(
        'flex h-9 items-center rounded-md font-semibold font-serif text-ink tracking-tight',
        isShort ? 'justify-center text-lead' : 'px-2 text-[1.25rem]',
        isFlush && '-mx-2',
      )}
    >
      {isShort ? 'L' : 'LexAI'}
    </Link>
  )
}
