/** What a character is to a word. */
const other = 1
export const letter = 2
export const digit = 3
/** Written without blanks between words: each character is a word. */
export const ideograph = 4
/** An apostrophe, or something that cannot be seen: part of a word between its letters. */
const inner = 5
/** A section, paragraph or percent sign: a word of its own. */
export const sign = 6

const classes = new Uint8Array(0x10000)

/** The class of the character at an index; `other` outside the text. */
export function classAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  return classes[unit] || classify(text, index, unit)
}

export function isInner(kind: number): boolean {
  return kind === inner
}

/** The character at an index, whole where it takes two units. */
export function charAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0)
}

function classify(text: string, index: number, unit: number): number {
  if (Number.isNaN(unit)) return other
  const character = charAt(text, index)
  const found = classOf(character)
  // Half of a pair says nothing of the other half, so it is not remembered.
  if (unit < 0xd800 || unit > 0xdfff) classes[unit] = found
  return found
}

function classOf(character: string): number {
  if (/['’‘ʼ＇\u00ad\u200b-\u200d\u2060\ufeff]/u.test(character)) return inner
  if (/[§¶%]/u.test(character)) return sign
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(character)) {
    return ideograph
  }
  if (/\p{N}/u.test(character)) return digit
  return /[\p{L}\p{M}]/u.test(character) ? letter : other
}
