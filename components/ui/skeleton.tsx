import { cx } from './cx.ts'

/** The shape of what comes. Give it a size by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block animate-pulse rounded-sm bg-line/70', className)} />
}

/** Wraps skeletons and says once, for those who hear the page, that it loads. */
export function Loading({ label, children }: { label: string; children?: React.ReactNode }) {
  return (
    <div role="status" aria-label={label}>
      {children}
    </div>
  )
}
