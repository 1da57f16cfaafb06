const asciiEquivalents: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
}

/**
 * Normalizes a text for literal comparison: lower case, without accents, ligatures decomposed, ASCII quotation marks and dashes, white
 * space collapsed, and words hyphenated at a line end joined. `offsets[i]` is the UTF-16 offset in the text of `folded[i]`.
 */
export function foldText(text: string): { folded: string; offsets: Int32Array } {
  const offsets = new Int32Array(text.length * 3 + 1)
  let folded = ''
  const append = (piece: string, offset: number) => {
    for (let unit = 0; unit < piece.length && folded.length + unit < offsets.length; unit++) {
      offsets[folded.length + unit] = offset
    }
    folded += piece
  }
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? ''
    const code = text.charCodeAt(index)
    if (code > 32 && code < 127) {
      if (character === '-' && isLineEndHyphen(text, index)) {
        while (/\s/.test(text[index + 1] ?? '')) index++
      } else append(character.toLowerCase(), index)
    } else if (/\s/u.test(character)) {
      if (!folded.endsWith(' ')) append(' ', index)
    } else if (character !== '\u00ad' && !/[\u200b-\u200d\u2060\ufeff]/.test(character)) {
      append(foldCharacter(character), index)
    }
  }
  return { folded, offsets }
}

function foldCharacter(character: string): string {
  const equivalent = asciiEquivalents[character]
  if (equivalent) return equivalent
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** `termi-` at the end of a line and `nation` on the next one. */
function isLineEndHyphen(text: string, index: number): boolean {
  return /^-[ \t]*\r?\n\s*\p{Ll}/u.test(text.slice(index, index + 24)) && /\p{L}/u.test(text[index - 1] ?? '')
}
