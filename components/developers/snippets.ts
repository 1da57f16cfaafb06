/** JSON as text, the fields of a form, a file as it is, or a file in the field of a form with parts. */
export type CallBody =
  | { kind: 'json'; text: string }
  | { kind: 'form'; fields: [name: string, value: string][] }
  | { kind: 'file' }
  | { kind: 'parts'; field: string }

/** A call as the console has put it together. */
export type Call = {
  method: string
  /** With the origin. */
  url: string
  headers: Record<string, string>
  body: CallBody | null
  /** Whether the call needs a token at all. */
  needsToken: boolean
}

export const snippetKinds = ['curl', 'fetch', 'TypeScript'] as const
export type SnippetKind = (typeof snippetKinds)[number]

/** The call as something to run elsewhere, with the token in the variable LEXAI_TOKEN. */
export function toSnippet(kind: SnippetKind, call: Call, replyType: string): string {
  if (kind === 'curl') return toCurl(call)
  return kind === 'fetch' ? toFetch(call) : toTypeScript(call, replyType)
}

function toCurl({ method, url, headers, body, needsToken }: Call): string {
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${shellQuoted(url)}`,
    ...(needsToken ? ['-H "Authorization: Bearer $LEXAI_TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(body ? toCurlBody(body) : []),
  ]
  return lines.join(' \\\n  ')
}

function toCurlBody(body: CallBody): string[] {
  if (body.kind === 'json') return [`--data-raw ${shellQuoted(body.text)}`]
  if (body.kind === 'file') return ['--data-binary @contract.pdf']
  if (body.kind === 'parts') return [`-F ${body.field}=@contract.pdf`]
  return body.fields.map(([name, value]) => `--data-urlencode ${shellQuoted(`${name}=${value}`)}`)
}

function toFetch({ method, url, headers, body, needsToken }: Call): string {
  const all = [
    ...(needsToken ? [`Authorization: \`Bearer \${token}\``] : []),
    ...Object.entries(headers).map(([name, value]) => `${propertyName(name)}: ${quoted(value)}`),
  ]
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(all.length > 0 ? ['  headers: {', ...all.map((line) => `    ${line},`), '  },'] : []),
    ...(body ? [`  body: ${toFetchBody(body)},`] : []),
  ]
  const before =
    body?.kind === 'parts' ? `const form = new FormData()\nform.append('${body.field}', file, 'contract.pdf')\n\n` : ''
  const given = options.length > 0 ? `, {\n${options.join('\n')}\n}` : ''
  return `${before}const response = await fetch(${quoted(url)}${given})\n`
}

function toFetchBody(body: CallBody): string {
  if (body.kind === 'json') return jsonBody(body.text)
  if (body.kind === 'file') return 'file'
  if (body.kind === 'parts') return 'form'
  const fields = body.fields.map(([name, value]) => `${propertyName(name)}: ${quoted(value)}`)
  return `new URLSearchParams({ ${fields.join(', ')} })`
}

function toTypeScript(call: Call, replyType: string): string {
  const isText = replyType === 'undefined'
  const needsFile = call.body?.kind === 'file' || call.body?.kind === 'parts'
  return [
    ...(needsFile ? ["import { openAsBlob } from 'node:fs'\n", "const file = await openAsBlob('contract.pdf')"] : []),
    ...(call.needsToken ? ['const token = process.env.LEXAI_TOKEN\n'] : []),
    ...(isText ? [] : [`type Reply = ${replyType}\n`]),
    'type Problem = { code: string; title: string; detail: string | null; requestId: string }\n',
    toFetch(call),
    'if (!response.ok) {',
    '  const problem: Problem = await response.json()',
    `  throw new Error(\`\${problem.code}: \${problem.detail ?? problem.title}\`)`,
    '}',
    ...(isText ? [] : ['const reply: Reply = await response.json()']),
  ].join('\n')
}

function jsonBody(text: string): string {
  try {
    return `JSON.stringify(${JSON.stringify(JSON.parse(text), null, 2).replaceAll('\n', '\n  ')})`
  } catch {
    return quoted(text)
  }
}

function propertyName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
