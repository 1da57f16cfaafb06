import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Only the start of a password is estimated, because the time grows with the square of its length. */
const estimatedChars = 64
/** zxcvbn's scores range from 0 to 4. A password with a score of 1 or less is found within a million guesses. */
const weakScore = 1
/** Up to this many digits and punctuation marks around a dictionary word, such as a year, do not make it stronger. */
const decorationChars = 6

/** Words that are often combined with a year, in other languages than English. zxcvbn's dictionary contains the English ones. */
const seasonsAndMonths = [
  ...['sommer', 'herbst', 'fruehling', 'frühling', 'januar', 'februar', 'maerz', 'märz', 'oktober', 'dezember'],
  ...['ete', 'été', 'automne', 'hiver', 'printemps', 'janvier', 'fevrier', 'février', 'juillet', 'septembre'],
  ...['verano', 'otoño', 'otono', 'invierno', 'primavera', 'estate', 'autunno', 'inverno', 'enero', 'gennaio'],
]
const product = ['lexai', 'lex', 'lexai admin', 'document intelligence', 'administrator']

let loading: Promise<ZxcvbnFactory> | null = null

/**
 * Whether a password is easy to guess: a common password, a season with a year, the product's name, or a part of `personal` (the user's
 * address and name). Estimated with zxcvbn (Wheeler, USENIX Security 2016).
 */
export async function isWeakPassword(password: string, personal: readonly string[] = []): Promise<boolean> {
  loading ??= load()
  const estimator = await loading
  const known = [...product, ...seasonsAndMonths, ...personal.flatMap(parts)].map((each) => each.toLowerCase())
  const isWeak = (text: string) => estimator.check(text, known).score <= weakScore
  const isOneWord = (text: string) => {
    const { sequence } = estimator.check(text, known)
    return sequence.length === 1 && sequence[0]?.pattern === 'dictionary'
  }
  const start = [...password].slice(0, estimatedChars).join('')
  const word = start.replace(/^\P{L}+|\P{L}+$/gu, '')
  const words = start.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length > 0 && words.every((each) => known.includes(each))) return true
  return isWeak(start) || (start.length - word.length <= decorationChars && isOneWord(word))
}

/** A mail address or name and the words it consists of. */
function parts(text: string): string[] {
  return [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length >= 3)
}

/** Loaded when the first password is checked, because the dictionaries need several megabytes and some tenths of a second. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs })
}
