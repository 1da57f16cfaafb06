import { cx } from './cx.ts'

/** A placeholder for content that is loading; its size comes from `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block animate-pulse rounded-sm bg-line/70', className)} />
}

/** Wraps skeletons, and announces to screen readers that content is loading. */
export function Loading({ label, children }: { label: string; children?: React.ReactNode }) {
  return (
    <div role="status" aria-label={label}>
      {children}
    </div>
  )
}
