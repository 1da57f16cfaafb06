const letters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }
const maxLength = 64

/**
 * A word as it is compared: lower case, without accents, ligatures taken apart, without apostrophes and a possessive s, numbers
 * without separators of thousands and without cents that are nought.
 */
export function fold(word: string): string {
  let folded = word
  if (/[^a-z0-9]/.test(folded)) {
    folded = folded
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .replace(/[ßøæœłđðþı]/g, (letter) => letters[letter] ?? letter)
      .replace(/['’‘ʼ＇]s$/, '')
      .replace(/['’‘ʼ＇]/g, '')
    if (/^\d/.test(folded)) folded = folded.replaceAll(',', '').replace(/\.00$/, '')
  }
  return folded.length > maxLength ? folded.slice(0, maxLength) : folded
}
