const letters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }
const maxLength = 64

/**
 * Normalises a word for comparison: Unicode NFKD, lower case, without diacritics and ligatures, without apostrophes and possessive s;
 * numbers without thousands separators and without ".00".
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
