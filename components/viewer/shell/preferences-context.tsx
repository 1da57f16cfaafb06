'use client'
import { createContext, type ReactNode, useMemo, useState, useSyncExternalStore } from 'react'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { defaultPreferences, loadPreferences, savePreferences, type ViewerPreferences } from './viewer-preferences.ts'

type Preferences = ViewerPreferences & { setPreferences: (change: Partial<ViewerPreferences>) => void }

const PreferencesContext = createContext<Preferences | null>(null)

export function useViewerPreferences(): Preferences {
  return useRequiredContext(PreferencesContext)
}

/** Provides the preferences of the viewer. Changes are stored in the browser; the server renders the defaults. */
export function ViewerPreferencesProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createPreferencesStore)
  const preferences = useSyncExternalStore(store.subscribe, store.get, () => defaultPreferences)
  const value = useMemo(() => ({ ...preferences, setPreferences: store.set }), [preferences, store])
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}

/**
 * An external store, because React renders its changes synchronously: each wheel event of a zoom then starts from the factor that
 * the previous one has set.
 */
function createPreferencesStore() {
  let current: ViewerPreferences | null = null
  const listeners = new Set<() => void>()
  const get = (): ViewerPreferences => {
    current ??= loadPreferences()
    return current
  }
  return {
    get,
    set: (change: Partial<ViewerPreferences>) => {
      current = { ...get(), ...change }
      savePreferences(current)
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
