import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { openSession, upload, watch } from './lexai.js'

function App() {
  const [token, setToken] = useState(null)
  const [message, setMessage] = useState('')
  const onSubmit = (work) => (event) => {
    event.preventDefault()
    work(new FormData(event.target)).catch((error) => setMessage(error.message))
  }

  const signIn = onSubmit(async (form) => {
    setToken(await openSession(form.get('server'), form.get('email'), form.get('password')))
    setMessage('Signed in')
  })
  const send = onSubmit(async (form) => {
    const document = await upload(token, form.get('file'))
    setMessage(`Uploaded ${document.title}`)
    await watch(token, document.id, (state) => setMessage(`${document.title}: ${state.status}`))
  })

  return (
    <>
      <h1>LexAI from another origin</h1>
      {token ? (
        <form onSubmit={send}>
          <input name="file" type="file" accept="application/pdf" aria-label="PDF" required />{' '}
          <button type="submit">Upload</button>
        </form>
      ) : (
        <form onSubmit={signIn}>
          <input name="server" defaultValue="http://localhost:3000" aria-label="Server" />
          <input name="email" type="email" aria-label="Email" required />
          <input name="password" type="password" aria-label="Password" required />{' '}
          <button type="submit">Sign in</button>
        </form>
      )}
      <output>{message}</output>
    </>
  )
}

createRoot(document.getElementById('root')).render(<App />)
