/** A chapter of the developers' page: what there is to know, and lines that run as they stand. */
export type Guide = { id: string; title: string; text: string; samples: { label: string; code: string }[] }

/** `origin` is this server's own, so that the lines can be run at once. */
export function guides(origin: string): Guide[] {
  const api = `${origin}/api/v1`
  return [
    {
      id: 'start',
      title: 'Begin',
      text: 'Sign in for a token, then send it with each call. The access token lasts five minutes; the refresh token gets the next pair and is spent by that. Ending the session, here or by an admin, ends both at the next request.',
      samples: [
        {
          label: 'Sign in with curl',
          code: `LEXAI_TOKEN=$(curl -s ${api}/sessions \\
  -H 'Content-Type: application/json' \\
  -d '{"email": "ada@example.com", "password": "…"}' | jq -r .accessToken)

curl ${api}/me -H "Authorization: Bearer $LEXAI_TOKEN"`,
        },
        {
          label: 'Keep a token fresh with fetch',
          code: `let { accessToken, refreshToken } = await signIn()

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
        },
      ],
    },
    {
      id: 'keys',
      title: 'API keys',
      text: 'For a program of your own: a key with the scopes it needs and, if you like, an end. It never has more than you have now, and works until you revoke it under Settings. It goes where a token goes.',
      samples: [{ label: 'Use a key', code: `curl ${api}/documents -H 'Authorization: Bearer lexai_…'` }],
    },
    {
      id: 'cors',
      title: 'From another origin',
      text: 'Whoever runs this server lists the origins that may call it in LEXAI_CORS_ORIGINS, each exactly. They use a token: cookies are never taken from elsewhere. Uploads are preflighted like everything else, and the headers you need can be read.',
      samples: [
        {
          label: 'Upload from a page on another origin',
          code: `const form = new FormData()
form.append('file', input.files[0])

const response = await fetch('${api}/documents', {
  method: 'POST',
  headers: { Authorization: \`Bearer \${accessToken}\` },
  body: form,
})
console.log(response.headers.get('Location'))`,
        },
      ],
    },
    {
      id: 'changes',
      title: 'Changes that meet',
      text: 'What can be changed has an ETag. Send it back in If-Match with the change: if somebody was quicker you get 412, and nobody’s work is lost. Without If-Match: 428. In If-None-Match it saves the body: 304.',
      samples: [
        {
          label: 'Change only what you have read',
          code: `ETAG=$(curl -sI ${api}/me -H "Authorization: Bearer $LEXAI_TOKEN" | tr -d '\\r' | sed -n 's/^etag: //Ip')

curl -X PATCH ${api}/me -H "Authorization: Bearer $LEXAI_TOKEN" \\
  -H 'Content-Type: application/merge-patch+json' -H "If-Match: $ETAG" \\
  -d '{"name": "Ada"}'`,
        },
      ],
    },
    {
      id: 'again',
      title: 'Once, however often you ask',
      text: 'A line that breaks leaves you not knowing whether a POST was done. Send an Idempotency-Key of your own making: the same call with the same key gives the first answer again, with Idempotency-Replayed: true, for 24 hours. A replayed upload is not stored twice.',
      samples: [
        {
          label: 'Upload, and again',
          code: `KEY=$(uuidgen)
for i in 1 2; do
  curl -si ${api}/documents -H "Authorization: Bearer $LEXAI_TOKEN" \\
    -H "Idempotency-Key: $KEY" -F file=@contract.pdf | grep -iE '^(HTTP|location|idempotency)'
done`,
        },
      ],
    },
    {
      id: 'lists',
      title: 'Lists',
      text: 'A page of a list holds up to 200 items and, where there is more, a cursor and a Link. Follow them: each item comes once, also while others are added.',
      samples: [
        {
          label: 'Read a whole list',
          code: `let next = '/api/v1/documents?limit=200'
while (next) {
  const response = await fetch('${origin}' + next, { headers: { Authorization: \`Bearer \${accessToken}\` } })
  const { items } = await response.json()
  for (const item of items) console.log(item.title)
  next = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1]
}`,
        },
      ],
    },
    {
      id: 'streams',
      title: 'Streams',
      text: 'What takes time is told as it happens, as text/event-stream. Each event has an id; after a break send the last one in Last-Event-ID and nothing is missed. 204 means that nothing more will come. An event "close" says why the server ended it.',
      samples: [
        {
          label: 'Watch a document being read',
          code: `curl -N ${api}/documents/$ID/events -H "Authorization: Bearer $LEXAI_TOKEN"`,
        },
        {
          label: 'The same with fetch, which can send a token',
          code: `const response = await fetch(\`${api}/documents/\${id}/events\`, {
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
        },
      ],
    },
    {
      id: 'refusals',
      title: 'Refusals',
      text: 'An answer that is no success is a problem in the form of RFC 9457. Look at its code; its type is a page that explains it. In errors, each value that will not do is named by a JSON Pointer. Too many requests are 429, with Retry-After and the RateLimit fields.',
      samples: [{ label: 'See one', code: `curl -s ${api}/nowhere` }],
    },
  ]
}
