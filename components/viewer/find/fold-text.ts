const plain: Record<string, string> = {
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
 * A text as it is compared letter by letter: lower case, without accents, ligatures taken apart, quotation marks and dashes of one
 * kind, every run of white space one blank, and a word that a hyphen parts at a line's end whole. `offsets[i]` is the UTF-16 offset
 * in the text of what became `folded[i]`.
 */
export function foldText(text: string): { folded: string; offsets: Int32Array } {
  const offsets = new Int32Array(text.length * 3 + 1)
  let folded = ''
  const put = (piece: string, offset: number) => {
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
      } else put(character.toLowerCase(), index)
    } else if (/\s/u.test(character)) {
      if (!folded.endsWith(' ')) put(' ', index)
    } else if (character !== '\u00ad' && !/[\u200b-\u200d\u2060\ufeff]/.test(character)) {
      put(foldCharacter(character), index)
    }
  }
  return { folded, offsets }
}

function foldCharacter(character: string): string {
  const known = plain[character]
  if (known) return known
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** `termi-` at a line's end with `nation` on the next. */
function isLineEndHyphen(text: string, index: number): boolean {
  return /^-[ \t]*\r?\n\s*\p{Ll}/u.test(text.slice(index, index + 24)) && /\p{L}/u.test(text[index - 1] ?? '')
}
