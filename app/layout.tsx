import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { layoutMessages } from '#components/layout/messages.ts'
import { Providers } from '#components/layout/providers.tsx'
import { readerLocale } from '#components/layout/reader-locale.ts'
import { SkipLink } from '#components/layout/skip-link.tsx'
import { parseTheme, themeCookie } from '#components/layout/theme.ts'

export const metadata: Metadata = {
  title: { default: 'LexAI', template: '%s · LexAI' },
  description: layoutMessages.description,
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf9f4' },
    { media: '(prefers-color-scheme: dark)', color: '#141517' },
  ],
}

/** Reads the theme and locale from the request: every page is rendered per request and can carry the nonce of its CSP. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value)
  const locale = readerLocale((await headers()).get('accept-language'))
  return (
    <html lang="en" {...(theme === 'system' ? {} : { 'data-theme': theme })} suppressHydrationWarning>
      <body>
        <SkipLink />
        <Providers locale={locale} theme={theme}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
