import type { ReactNode } from 'react'

type Props = { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode }

/** Replaces an empty list: explains why it is empty and what to do. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      {icon && <div className="mb-4 text-ink-3 [&_svg]:size-8 [&_svg]:stroke-[1.25]">{icon}</div>}
      <h2 className="font-semibold text-lead">{title}</h2>
      {children && <div className="mt-1.5 text-ink-2">{children}</div>}
      {actions && <div className="mt-6 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
