/** Returned for a character that is left out of the text. */
export const omitted = 0

/** PDFium's marker for a hyphen at the end of a line. */
export const lineEndHyphen = 0x02

/** Quotation marks, bullets and dashes of Windows-1252 encoded as C1 controls, the soft hyphen, and bullets of the Symbol font. */
const replacements = new Map([
  [0x91, 0x2018],
  [0x92, 0x2019],
  [0x93, 0x201c],
  [0x94, 0x201d],
  [0x95, 0x2022],
  [0x96, 0x2013],
  [0x97, 0x2014],
  [0xad, 0x2d],
  [0xf0b7, 0x2022],
  [0xf0a7, 0x25aa],
])

/**
 * Normalises a code point that PDFium extracted: every kind of space becomes U+0020, every line separator U+000A; control and invisible
 * characters are `omitted`.
 */
export function normalizeCharacter(code: number): number {
  if (code > 0x20 && code < 0x7f) return code
  if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return 0x0a
  if (code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000) return 0x20
  if ((code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x1680) return 0x20
  if (code === lineEndHyphen) return code
  const replacement = replacements.get(code)
  if (replacement !== undefined) return replacement
  const isInvisible =
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    code === 0xfffe ||
    code === 0xffff ||
    code > 0x10ffff
  return isInvisible ? omitted : code
}
