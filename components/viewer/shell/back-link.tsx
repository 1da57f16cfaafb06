'use client'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { startBackNavigation, useBackLink } from '#components/layout/back-navigation.ts'

/** Leads back to the list that the document was opened from. A link, so that it can be opened in another tab. */
export function BackLink() {
  const { href, label } = useBackLink()
  return (
    <Link
      href={href}
      scroll={false}
      onClick={() => startBackNavigation(href)}
      aria-label={label}
      title={label}
      className="grid size-9 shrink-0 place-items-center rounded-md text-ink-2 transition-colors hover:bg-well hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-[18px]" />
    </Link>
  )
}
