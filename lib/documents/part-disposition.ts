import { parse } from 'content-disposition'

/** A part's field name, and its file name if the part is a file. */
export type PartDisposition = { name: string; fileName: string | null }

/**
 * Parses the Content-Disposition of a part (RFC 7578, 4.2) in the forms that clients send: `filename*` (RFC 8187) takes precedence over
 * `filename`, in any order; browsers encode quotes in a name as `%22`, other clients as quoted pairs (`\"`), and some send the name as an
 * encoded word (RFC 2047). Null if it is not form-data. Takes linear time.
 */
export function parsePartDisposition(header: string): PartDisposition | null {
  const asBrowser = parse(header, { multipart: true })
  if (asBrowser.type !== 'form-data') return null
  const quoted = header.includes('\\"') ? parse(header).parameters : null
  const parameters = quoted?.name !== undefined && quoted.filename !== undefined ? quoted : asBrowser.parameters
  return { name: parameters.name ?? '', fileName: decodeFileName(parameters) }
}

function decodeFileName({ filename }: Record<string, string>): string | null {
  if (filename === undefined) return null
  if (!filename.startsWith('=?') || !filename.endsWith('?=')) return filename
  return filename.split(' ').map(decodeWord).join('')
}

/** Decodes an encoded word, `=?charset?B-or-Q?text?=`; returns anything else unchanged. */
function decodeWord(word: string): string {
  const [open, charset = '', coding = '', text = '', close, ...rest] = word.split('?')
  if (open !== '=' || close !== '=' || rest.length > 0) return word
  const encoding = { 'utf-8': 'utf8', 'iso-8859-1': 'latin1', 'us-ascii': 'latin1' }[charset.toLowerCase()]
  if (encoding === undefined) return word
  if (/^b$/i.test(coding)) return Buffer.from(text, 'base64').toString(encoding as BufferEncoding)
  if (!/^q$/i.test(coding)) return word
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString(encoding as BufferEncoding)
}
