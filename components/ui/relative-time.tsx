'use client'
import { useEffect, useState } from 'react'
import { useReaderLocale } from './locale.tsx'

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** The time relative to `now` in words: `5 minutes ago`; the date if it is a week or more away. */
export function relativeTime(at: Date, now: Date, locale: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  if (Math.abs(seconds) >= 7 * 86_400) {
    const isThisYear = at.getFullYear() === now.getFullYear()
    return at.toLocaleDateString(locale, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) })
  }
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return format.format(0, 'second')
}

/** A relative time, updated every half minute, with the exact time as its tooltip. */
export function RelativeTime({ value, className }: { value: string; className?: string }) {
  const locale = useReaderLocale()
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const at = new Date(value)
  return (
    <time
      dateTime={value}
      title={at.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'medium' })}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(at, now, locale)}
    </time>
  )
}
