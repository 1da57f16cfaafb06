/** A call as the console has put it together. */
export type Call = {
  method: string
  /** With the origin. */
  url: string
  headers: Record<string, string>
  /** Text to send as it is, or the name of a file field of a form. */
  body: { kind: 'text'; text: string } | { kind: 'form'; field: string } | null
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
    ...(body?.kind === 'text' ? [`--data-raw ${shellQuoted(body.text)}`] : []),
    ...(body?.kind === 'form' ? [`-F ${body.field}=@contract.pdf`] : []),
  ]
  return lines.join(' \\\n  ')
}

function toFetch({ method, url, headers, body, needsToken }: Call): string {
  const all = [
    ...(needsToken ? [`Authorization: \`Bearer \${token}\``] : []),
    ...Object.entries(headers).map(([name, value]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${quoted(value)}`),
  ]
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(all.length > 0 ? ['  headers: {', ...all.map((line) => `    ${line},`), '  },'] : []),
    ...(body?.kind === 'text' ? [`  body: ${jsonBody(body.text)},`] : []),
    ...(body?.kind === 'form' ? ['  body: form,'] : []),
  ]
  const before = body?.kind === 'form' ? `const form = new FormData()\nform.append('${body.field}', file)\n` : ''
  const given = options.length > 0 ? `, {\n${options.join('\n')}\n}` : ''
  return `${before}const response = await fetch(${quoted(url)}${given})\n`
}

function toTypeScript(call: Call, replyType: string): string {
  const isText = replyType === 'undefined'
  return [
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

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
