// API calls from another origin: sign-in returns a token, which is sent with each request. No cookies are used.

export async function openSession(server, email, password) {
  const response = await fetch(`${server}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { accessToken } = await readJson(response)
  return { server, accessToken }
}

export async function upload({ server, accessToken }, file) {
  const form = new FormData()
  form.append('file', file)
  const response = await fetch(`${server}/api/v1/documents`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Idempotency-Key': crypto.randomUUID() },
    body: form,
  })
  return readJson(response)
}

/** Calls `onState` with each event until the document is processed. Uses fetch, because EventSource cannot send a token. */
export async function watch({ server, accessToken }, id, onState) {
  const response = await fetch(`${server}/api/v1/documents/${id}/events`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  })
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split('\n\n')
    text = events.pop()
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1]
      if (data) onState(JSON.parse(data))
    }
  }
}

async function readJson(response) {
  const body = await response.json()
  if (!response.ok) throw new Error(body.detail ?? body.title)
  return body
}
