'use client'
import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { cx } from '#components/ui/cx.ts'
import { Kbd } from '#components/ui/kbd.tsx'

type Props = {
  item: { href: string; label: string; icon?: LucideIcon; keys?: string }
  isCurrent: boolean
  isCompact?: boolean
}

export function NavLink({ item, isCurrent, isCompact = false }: Props) {
  const { href, label, icon: Icon, keys } = item
  return (
    <Link
      href={href}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      {...(isCompact ? { title: label } : {})}
      className={cx(
        'group flex h-8 items-center gap-2.5 rounded-md transition-colors',
        isCompact ? 'h-10 justify-center' : 'px-2',
        isCurrent
          ? 'bg-line/70 font-medium text-ink forced-colors:outline-2'
          : 'text-ink-2 hover:bg-line/50 hover:text-ink',
      )}
    >
      {Icon ? (
        <Icon
          aria-hidden="true"
          className={cx('shrink-0', isCompact ? 'size-5' : 'size-4', isCurrent && 'text-accent')}
        />
      ) : (
        <span aria-hidden="true" className="w-4 shrink-0" />
      )}
      <span dir="auto" className={isCompact ? 'sr-only' : 'min-w-0 flex-1 truncate text-left'}>
        {label}
      </span>
      {keys && !isCompact && (
        <span className="opacity-0 transition-opacity group-hover:opacity-100" aria-hidden="true">
          <Kbd>{keys}</Kbd>
        </span>
      )}
    </Link>
  )
}
