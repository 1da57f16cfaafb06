'use client'
import { ProgressBar } from 'react-aria-components'
import { cx } from './cx.ts'

type Props = {
  /** The accessible name: `Processing lease.pdf`. */
  label: string
  value: number
  max: number
  /** The exact numbers, shown and announced: `14 of 41 pages`. */
  text: string
  showText?: boolean
  className?: string
}

/** A progress bar with exact numbers. A `max` of 0 means that the total is not known yet. */
export function Progress({ label, value, max, text, showText = true, className }: Props) {
  const isIndeterminate = max <= 0
  return (
    <ProgressBar
      aria-label={label}
      value={isIndeterminate ? 0 : Math.min(value, max)}
      maxValue={isIndeterminate ? 1 : max}
      isIndeterminate={isIndeterminate}
      valueLabel={text}
      className={cx('flex min-w-0 flex-col gap-1', className)}
    >
      {({ percentage }) => (
        <>
          {showText && <span className="figures truncate text-ink-2 text-small">{text}</span>}
          <span className="h-[3px] overflow-hidden rounded-full bg-line">
            <span
              className={cx(
                'block h-full rounded-full bg-accent transition-[width]',
                isIndeterminate && 'w-1/4 animate-pulse',
              )}
              style={isIndeterminate ? undefined : { width: `${percentage}%` }}
            />
          </span>
        </>
      )}
    </ProgressBar>
  )
}
