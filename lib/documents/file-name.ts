const maxFileNameLength = 255

/** A name as a client sends it, made safe to show and to send back: the last part of a path, no control characters, never empty. */
export function toFileName(sent: string): string {
  const name = (sent.split(/[\\/]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '')
    .trim()
  if (name === '' || name === '.' || name === '..') return 'document.pdf'
  if (name.length <= maxFileNameLength) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  return name.slice(0, maxFileNameLength - ending.length).toWellFormed() + ending
}

/** What a document is called when nobody says otherwise: its file's name without the ending. */
export function titleOf(fileName: string): string {
  return fileName.replace(/\.pdf$/i, '').trim() || fileName
}
