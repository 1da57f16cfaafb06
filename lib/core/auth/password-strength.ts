import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** The start of a password decides; the time that estimating takes grows with the square of its length. */
const estimatedChars = 64
/** Of zxcvbn's scores from 0 to 4: at 1 and below, a million guesses are enough. */
const weakScore = 1
/** Digits and punctuation around one word of a dictionary, such as a year and an exclamation mark, add nothing up to so many. */
const decorationChars = 6

/** What people use with a year and an exclamation mark, in the languages of the product; the dictionary holds the English ones. */
const seasonsAndMonths = [
  ...['sommer', 'herbst', 'fruehling', 'frühling', 'januar', 'februar', 'maerz', 'märz', 'oktober', 'dezember'],
  ...['ete', 'été', 'automne', 'hiver', 'printemps', 'janvier', 'fevrier', 'février', 'juillet', 'septembre'],
  ...['verano', 'otoño', 'otono', 'invierno', 'primavera', 'estate', 'autunno', 'inverno', 'enero', 'gennaio'],
]
const product = ['lexai', 'lex', 'lexai admin', 'document intelligence', 'administrator']

let loading: Promise<ZxcvbnFactory> | null = null

/**
 * Whether a password would be among the first guesses: one of the common ones, a season with a year, the product's name, or something
 * of the person (`personal`: address, name). Estimated by zxcvbn (Wheeler, USENIX Security 2016).
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

/** A mail address or name, and the words that it is made of. */
function parts(text: string): string[] {
  return [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length >= 3)
}

/** The dictionaries take tenths of a second and some megabytes: they are read when the first password is chosen. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs })
}
