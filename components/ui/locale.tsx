'use client'
import { createContext, type ReactNode, useContext } from 'react'

const LocaleContext = createContext('en')

/** The locale of the reader for numbers and dates, taken from the request by the server: both sides then render the same text. */
export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>
}

export function useReaderLocale(): string {
  return useContext(LocaleContext)
}
