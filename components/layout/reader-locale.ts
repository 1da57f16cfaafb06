/** The first locale of an Accept-Language header that Intl knows; `en` where there is none. */
export function readerLocale(acceptLanguage: string | null): string {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim()
    if (!tag || tag === '*') continue
    try {
      const [known] = Intl.DateTimeFormat.supportedLocalesOf(tag)
      if (known) return known
    } catch {
      // Not a valid language tag; the next one may be.
    }
  }
  return 'en'
}
