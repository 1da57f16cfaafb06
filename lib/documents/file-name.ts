const maxFileNameLength = 255

/** Sanitises a client's file name: the last segment of a path, without control characters, at most 255 characters, never empty. */
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

/** The default title of a document: its file name without the extension. */
export function titleOf(fileName: string): string {
  return fileName.replace(/\.pdf$/i, '').trim() || fileName
}
