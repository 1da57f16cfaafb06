'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cx } from '#components/ui/cx.ts'

/** The pages of one section (settings, admin), as a row of links. */
export function SectionTabs({ label, pages }: { label: string; pages: readonly { href: string; label: string }[] }) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="-mx-4 mb-6 flex gap-5 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      {pages.map(({ href, label: name }) => (
        <Link
          key={href}
          href={href}
          {...(pathname === href ? { 'aria-current': 'page' as const } : {})}
          className={cx(
            '-mb-px whitespace-nowrap border-b-2 py-2.5 text-small transition-colors',
            pathname === href ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
