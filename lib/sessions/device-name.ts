import Bowser from 'bowser'

/** Shorter names than Bowser's for the same browsers and systems. */
const shortNames: Record<string, string> = { 'Microsoft Edge': 'Edge', 'Chrome OS': 'ChromeOS' }
/** HTTP clients that Bowser does not recognise, by their product token (RFC 9110, section 10.1.5). */
const clients: [RegExp, string][] = [
  [/^curl\b/i, 'curl'],
  [/^(?:node|undici)\b/i, 'Node'],
]
const maxChars = 512
const knownBrowsers = new Set(Object.values(Bowser.BROWSER_MAP))

/** A name such as "Firefox on Windows" for a User-Agent; null if neither browser nor system are recognised. */
export function describeUserAgent(userAgent: string | null): string | null {
  if (!userAgent) return null
  const text = userAgent.slice(0, maxChars)
  const { browser, os } = Bowser.parse(text)
  // For an unknown browser, Bowser returns the first product token, which the client chooses.
  const name = browser.name !== undefined && knownBrowsers.has(browser.name) ? browser.name : findClient(text)
  return [name, os.name].flatMap((each) => (each ? [shortNames[each] ?? each] : [])).join(' on ') || null
}

function findClient(text: string): string | undefined {
  return clients.find(([pattern]) => pattern.test(text))?.[1]
}
