/** The body of a call: JSON, a URL-encoded form, a file, or a file in a field of a multipart form. */
export type CallBody =
  | { kind: 'json'; text: string }
  | { kind: 'form'; fields: [name: string, value: string][] }
  | { kind: 'file' }
  | { kind: 'multipart'; field: string }

/** A call of the API with the values of the console. */
export type Call = {
  method: string
  /** An absolute URL. */
  url: string
  headers: Record<string, string>
  body: CallBody | null
  needsToken: boolean
}

export const codeFormats = ['curl', 'fetch', 'TypeScript'] as const
export type CodeFormat = (typeof codeFormats)[number]

/** Code that makes the call. It takes the access token from the variable LEXAI_TOKEN, in `fetch` from `token`. */
export function toCode(format: CodeFormat, call: Call, responseType: string): string {
  if (format === 'curl') return toCurl(call)
  return format === 'fetch' ? toFetch(call) : toTypeScript(call, responseType)
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
  if (body.kind === 'multipart') return [`-F ${body.field}=@contract.pdf`]
  return body.fields.map(([name, value]) => `--data-urlencode ${shellQuoted(`${name}=${value}`)}`)
}

function toFetch({ method, url, headers, body, needsToken }: Call): string {
  const headerLines = [
    ...(needsToken ? [`Authorization: \`Bearer \${token}\``] : []),
    ...Object.entries(headers).map(([name, value]) => `${propertyName(name)}: ${quoted(value)}`),
  ]
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(headerLines.length > 0 ? ['  headers: {', ...headerLines.map((line) => `    ${line},`), '  },'] : []),
    ...(body ? [`  body: ${toFetchBody(body)},`] : []),
  ]
  const formCode =
    body?.kind === 'multipart'
      ? `const form = new FormData()\nform.append('${body.field}', file, 'contract.pdf')\n\n`
      : ''
  const optionsCode = options.length > 0 ? `, {\n${options.join('\n')}\n}` : ''
  return `${formCode}const response = await fetch(${quoted(url)}${optionsCode})\n`
}

function toFetchBody(body: CallBody): string {
  if (body.kind === 'json') return jsonBody(body.text)
  if (body.kind === 'file') return 'file'
  if (body.kind === 'multipart') return 'form'
  const fields = body.fields.map(([name, value]) => `${propertyName(name)}: ${quoted(value)}`)
  return `new URLSearchParams({ ${fields.join(', ')} })`
}

function toTypeScript(call: Call, responseType: string): string {
  const hasNoJson = responseType === 'undefined'
  const needsFile = call.body?.kind === 'file' || call.body?.kind === 'multipart'
  return [
    ...(needsFile ? ["import { openAsBlob } from 'node:fs'\n", "const file = await openAsBlob('contract.pdf')"] : []),
    ...(call.needsToken ? ['const token = process.env.LEXAI_TOKEN\n'] : []),
    ...(hasNoJson ? [] : [`type Reply = ${responseType}\n`]),
    'type Problem = { code: string; title: string; detail: string | null; requestId: string }\n',
    toFetch(call),
    'if (!response.ok) {',
    '  const problem: Problem = await response.json()',
    `  throw new Error(\`\${problem.code}: \${problem.detail ?? problem.title}\`)`,
    '}',
    ...(hasNoJson ? [] : ['const reply: Reply = await response.json()']),
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
