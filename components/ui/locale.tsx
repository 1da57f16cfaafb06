'use client'
import { createContext, type ReactNode, useContext } from 'react'

const LocaleContext = createContext('en')

/** The reader's locale for numbers and dates, as the server took it from the request: both sides then write the same. */
export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>
}

export function useReaderLocale(): string {
  return useContext(LocaleContext)
}
