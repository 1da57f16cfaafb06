import type { ReactNode } from 'react'

type Props = {
  title: ReactNode
  /** A line above the title, for example a breadcrumb. */
  above?: ReactNode
  /** A line below the title, for example a count. */
  below?: ReactNode
  actions?: ReactNode
}

/** The title of a page, and the actions on the page as a whole. */
export function PageHeader({ title, above, below, actions }: Props) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 pt-6 pb-5 sm:pt-10">
      <div className="min-w-0 flex-1 basis-36">
        {above && <div className="mb-1 text-ink-3 text-small">{above}</div>}
        <h1 dir="auto" className="line-clamp-2 break-words text-left font-semibold text-title tracking-[-0.01em]">
          {title}
        </h1>
        {below && <div className="mt-1 text-ink-2 text-small">{below}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
