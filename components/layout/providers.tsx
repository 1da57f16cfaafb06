'use client'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { I18nProvider, RouterProvider } from 'react-aria-components'
import { QueryProvider } from '#components/api/query-provider.tsx'
import { LocaleProvider } from '#components/ui/locale.tsx'
import { Toaster } from '#components/ui/toast.tsx'
import type { Theme } from './theme.ts'
import { ThemeProvider } from './theme-provider.tsx'
import { useOnlineRouter } from './use-online-router.ts'

/** The providers of every page. The texts of components are in English; numbers and dates follow the locale of the reader. */
export function Providers({ locale, theme, children }: { locale: string; theme: Theme; children: ReactNode }) {
  const router = useOnlineRouter()
  return (
    <I18nProvider locale="en-US">
      <RouterProvider navigate={(href) => router.push(href)}>
        <NuqsAdapter>
          <LocaleProvider locale={locale}>
            <ThemeProvider initial={theme}>
              <QueryProvider>{children}</QueryProvider>
              <Toaster />
            </ThemeProvider>
          </LocaleProvider>
        </NuqsAdapter>
      </RouterProvider>
    </I18nProvider>
  )
}
