/** Character classes of the tokenizer. */
const separator = 1
export const letter = 2
export const digit = 3
/** A character of a script written without spaces between words: each one is a word. */
export const ideograph = 4
/** An apostrophe or an invisible character: part of a word if it stands between letters. */
const wordInternal = 5
/** A section, paragraph or percent sign: a word of its own. */
export const sign = 6

/** Classes of UTF-16 code units that have been classified; 0 for others. */
const cache = new Uint8Array(0x10000)

/** The class of the character at an index; `separator` outside the text. */
export function classAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  return cache[unit] || classify(text, index, unit)
}

export function isWordInternal(characterClass: number): boolean {
  return characterClass === wordInternal
}

/** The character (code point) at an index. */
export function charAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0)
}

function classify(text: string, index: number, unit: number): number {
  if (Number.isNaN(unit)) return separator
  const character = charAt(text, index)
  const characterClass = classOf(character)
  // The class of a surrogate depends on the other half of the pair, so it is not cached.
  if (unit < 0xd800 || unit > 0xdfff) cache[unit] = characterClass
  return characterClass
}

function classOf(character: string): number {
  if (/['’‘ʼ＇\u00ad\u200b-\u200d\u2060\ufeff]/u.test(character)) return wordInternal
  if (/[§¶%]/u.test(character)) return sign
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(character)) {
    return ideograph
  }
  if (/\p{N}/u.test(character)) return digit
  return /[\p{L}\p{M}]/u.test(character) ? letter : separator
}
