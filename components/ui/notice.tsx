import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const tones = {
  plain: { toneClass: 'bg-well text-ink-2', icon: Info },
  amber: { toneClass: 'bg-amber-wash text-amber', icon: TriangleAlert },
  red: { toneClass: 'bg-red-wash text-red', icon: CircleAlert },
}

type Props = { tone?: keyof typeof tones; children: ReactNode; className?: string; isAlert?: boolean }

/** A short notice. With `isAlert` screen readers announce it as soon as it appears. */
export function Notice({ tone = 'plain', children, className, isAlert = false }: Props) {
  const { toneClass, icon: Icon } = tones[tone]
  return (
    <div
      {...(isAlert ? { role: 'alert' } : {})}
      className={cx('flex items-start gap-2.5 rounded-md px-3 py-2.5 text-small', toneClass, className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
