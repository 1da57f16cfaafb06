/** The code samples of the guides. `origin` is the origin of this server, so that the samples can be run as they are. */
export function guideCode(origin: string) {
  const api = `${origin}/api/v1`
  return {
    signIn: `LEXAI_TOKEN=$(curl -s ${api}/sessions \\
  -H 'Content-Type: application/json' \\
  -d '{"email": "ada@example.com", "password": "…"}' | jq -r .accessToken)

curl ${api}/me -H "Authorization: Bearer $LEXAI_TOKEN"`,
    refresh: `let { accessToken, refreshToken } = await signIn()

async function call(path, options = {}) {
  const send = () =>
    fetch('${api}' + path, {
      ...options,
      headers: { ...options.headers, Authorization: \`Bearer \${accessToken}\` },
    })
  const response = await send()
  if (response.status !== 401) return response
  const renewed = await fetch('${api}/tokens', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  })
  if (!renewed.ok) throw new Error('Sign in again')
  ;({ accessToken, refreshToken } = await renewed.json())
  return send()
}`,
    key: `curl ${api}/documents -H 'Authorization: Bearer lexai_…'`,
    crossOriginUpload: `const form = new FormData()
form.append('file', input.files[0])

const response = await fetch('${api}/documents', {
  method: 'POST',
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: form,
})
console.log(response.headers.get('Location'))`,
    conditionalChange: `ETAG=$(curl -sI ${api}/me -H "Authorization: Bearer $LEXAI_TOKEN" | tr -d '\\r' | sed -n 's/^etag: //Ip')

curl -X PATCH ${api}/me -H "Authorization: Bearer $LEXAI_TOKEN" \\
  -H 'Content-Type: application/merge-patch+json' -H "If-Match: $ETAG" \\
  -d '{"name": "Ada"}'`,
    idempotentUpload: `KEY=$(uuidgen)
for i in 1 2; do
  curl -si ${api}/documents -H "Authorization: Bearer $LEXAI_TOKEN" \\
    -H "Idempotency-Key: $KEY" -F file=@contract.pdf | grep -iE '^(HTTP|location|idempotency)'
done`,
    wholeList: `let next = '/api/v1/documents?limit=200'
while (next) {
  const response = await fetch('${origin}' + next, { headers: { Authorization: \`Bearer \${accessToken}\` } })
  const { items } = await response.json()
  for (const item of items) console.log(item.title)
  next = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1]
}`,
    events: `curl -N ${api}/documents/$ID/events -H "Authorization: Bearer $LEXAI_TOKEN"`,
    eventsWithFetch: `const response = await fetch(\`${api}/documents/\${id}/events\`, {
  headers: { Authorization: \`Bearer \${accessToken}\` },
})
let text = ''
for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
  text += piece
  const events = text.split('\\n\\n')
  text = events.pop()
  for (const event of events) {
    const data = /^data: (.*)$/m.exec(event)?.[1]
    if (data) console.log(JSON.parse(data))
  }
}`,
    problem: `curl -s ${api}/nowhere`,
  }
}
