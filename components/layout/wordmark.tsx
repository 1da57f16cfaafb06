import Link from 'next/link'
import { cx } from '#components/ui/cx.ts'

export function Wordmark({ isShort = false, href = '/library' }: { isShort?: boolean; href?: string }) {
  return (
    <Link
      href={href}
      aria-label="LexAI, home"
      className={cx(
        'flex h-9 items-center rounded-md font-semibold font-serif text-ink tracking-tight',
        isShort ? 'justify-center text-lead' : 'px-2 text-[1.25rem]',
      )}
    >
      {isShort ? 'L' : 'LexAI'}
    </Link>
  )
}
