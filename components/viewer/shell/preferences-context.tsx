'use client'
import { createContext, type ReactNode, useLayoutEffect, useMemo, useState } from 'react'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { defaultPreferences, loadPreferences, savePreferences, type ViewerPreferences } from './viewer-preferences.ts'

type Preferences = ViewerPreferences & { setPreferences: (change: Partial<ViewerPreferences>) => void }

const PreferencesContext = createContext<Preferences | null>(null)

export function useViewerPreferences(): Preferences {
  return useRequiredContext(PreferencesContext)
}

/** Provides the preferences of the viewer. Changes are stored in the browser. */
export function ViewerPreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setAll] = useState(defaultPreferences)
  // The server renders the defaults. The stored preferences replace them after hydration, before the browser paints.
  useLayoutEffect(() => setAll(loadPreferences()), [])
  const value = useMemo(() => {
    const setPreferences = (change: Partial<ViewerPreferences>) => {
      const next = { ...preferences, ...change }
      savePreferences(next)
      setAll(next)
    }
    return { ...preferences, setPreferences }
  }, [preferences])
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}
