'use client'
import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { cx } from '#components/ui/cx.ts'
import { Kbd } from '#components/ui/kbd.tsx'

type Props = {
  place: { href: string; label: string; icon?: LucideIcon; keys?: string }
  isCurrent: boolean
  isShort?: boolean
}

export function NavLink({ place, isCurrent, isShort = false }: Props) {
  const { href, label, icon: Icon, keys } = place
  return (
    <Link
      href={href}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      {...(isShort ? { title: label } : {})}
      className={cx(
        'group flex h-8 items-center gap-2.5 rounded-md transition-colors',
        isShort ? 'h-10 justify-center' : 'px-2',
        isCurrent
          ? 'bg-line/70 font-medium text-ink forced-colors:outline-2'
          : 'text-ink-2 hover:bg-line/50 hover:text-ink',
      )}
    >
      {Icon ? (
        <Icon
          aria-hidden="true"
          className={cx('shrink-0', isShort ? 'size-5' : 'size-4', isCurrent && 'text-accent')}
        />
      ) : (
        <span aria-hidden="true" className="w-4 shrink-0" />
      )}
      <span dir="auto" className={isShort ? 'sr-only' : 'min-w-0 flex-1 truncate text-left'}>
        {label}
      </span>
      {keys && !isShort && (
        <span className="opacity-0 transition-opacity group-hover:opacity-100" aria-hidden="true">
          <Kbd>{keys}</Kbd>
        </span>
      )}
    </Link>
  )
}
