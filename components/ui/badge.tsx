import type { ReactNode } from 'react'
import { cx } from './cx.ts'

type Tone = 'plain' | 'accent' | 'amber' | 'red'

const toneClasses: Record<Tone, string> = {
  plain: 'bg-well text-ink-2',
  accent: 'bg-accent-wash text-accent',
  amber: 'bg-amber-wash text-amber',
  red: 'bg-red-wash text-red',
}

/** A short label on a tinted background: a role, a tag, a state. */
export function Badge({
  tone = 'plain',
  children,
  className,
}: {
  tone?: Tone
  children: ReactNode
  className?: string
}) {
  return (
    <span
      className={cx(
        'inline-flex max-w-full items-center gap-1 truncate rounded-sm px-1.5 text-small [&_svg]:size-3.5',
        toneClasses[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}

const textClasses: Record<Tone, string> = {
  plain: 'text-ink-2',
  accent: 'text-accent',
  amber: 'text-amber',
  red: 'text-red',
}

/** A state as text with an icon, without a background: `Ready`, `Failed`. */
export function State({ tone = 'plain', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx('flex min-w-0 items-center gap-1.5 text-small [&_svg]:size-4 [&_svg]:shrink-0', textClasses[tone])}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
