'use client'
import { createContext, type ReactNode, useMemo, useState } from 'react'
import { useRequiredContext } from '#components/viewer/required-context.ts'

type Announcements = { text: string; announce: (text: string) => void }

const AnnouncementContext = createContext<Announcements | null>(null)

function useAnnouncements(): Announcements {
  return useRequiredContext(AnnouncementContext)
}

export function AnnouncementProvider({ children }: { children: ReactNode }) {
  const [text, announce] = useState('')
  const value = useMemo(() => ({ text, announce }), [text])
  return <AnnouncementContext value={value}>{children}</AnnouncementContext>
}

/** Makes screen readers announce a text, for example where a match was found. */
export function useAnnounce(): (text: string) => void {
  return useAnnouncements().announce
}

/** The live region that holds the latest announcement. */
export function Announcer() {
  return (
    <p aria-live="polite" className="sr-only">
      {useAnnouncements().text}
    </p>
  )
}
