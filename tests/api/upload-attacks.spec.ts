import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#lib/core/env.ts'
import type { Api } from '#tests/support/api.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import type { Instance } from '#tests/support/instance.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'

const boundary = 'the-boundary'
const begin = `--${boundary}\r\nContent-Disposition: form-data`
const file = `${begin}; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 body\r\n`

function field(name: string, value: string): string {
  return `${begin}; name="${name}"\r\n\r\n${value}\r\n`
}

/** Sends an endless body until the server responds. Gives the response and the number of bytes sent. */
async function uploadWithoutEnd(server: Instance, accessToken: string, head: string, piece: string) {
  let sent = 0
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from(head)),
    pull(controller) {
      sent += piece.length
      if (sent > 600 * 1024 * 1024) controller.close()
      else controller.enqueue(Buffer.from(piece))
    },
  })
  const headers = {
    Authorization: `Bearer ${accessToken}`,
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
  }
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
  const response = await fetch(`${server.baseUrl}/api/v1/documents`, init)
  return { status: response.status, problem: await response.json(), sent }
}

async function upload(api: Api, body: string) {
  const type = { 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  const response = await api.post('/documents', new Uint8Array(Buffer.from(`${body}--${boundary}--\r\n`)), type)
  return { status: response.status, problem: await response.json() }
}

async function temporaryFiles(): Promise<string[]> {
  const entries = await readdir(join(env.dataDir, 'tmp'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

test('An endless part header is refused at 16 KiB, and the server stays available', async ({ server, api }) => {
  const person = await createUser()
  const { accessToken } = await openApiSession(person)
  const { status, problem, sent } = await uploadWithoutEnd(server, accessToken, `${begin}; name="`, 'A'.repeat(65_536))
  expect(status).toBe(400)
  expect(problem).toMatchObject({ code: 'upload.malformed', detail: 'The header of a part may be at most 16 KiB.' })
  expect(sent).toBeLessThan(64 * 1024 * 1024)
  expect((await (await api(person)).get('/me')).status).toBe(200)
  await expect.poll(temporaryFiles).toEqual([])
})

test('Repeated file names in one part header are parsed in one pass or refused for their length', async ({ api }) => {
  const ada = await api(await createUser())
  const repeated = (count: number) => `${begin}; name="file";${' filename="a"x'.repeat(count)}\r\n\r\n%PDF-1.7\r\n`
  expect((await upload(ada, repeated(1000))).status).toBe(201)
  expect((await upload(ada, repeated(70_000))).problem).toMatchObject({ status: 400, code: 'upload.malformed' })
})

test('More than 1,000 parts and more than 200 fields are refused, even when empty', async ({ api }) => {
  const ada = await api(await createUser())
  const tooLarge = { status: 413, code: 'request.too_large' }
  expect((await upload(ada, field('tags', '').repeat(40_000))).problem).toMatchObject(tooLarge)
  expect((await upload(ada, file + field('tags', 'a').repeat(201))).problem).toMatchObject(tooLarge)
  expect((await upload(ada, file + field('tags', 'a').repeat(200))).status).toBe(422)
  expect((await upload(ada, file + field('tags', 'a').repeat(50))).status).toBe(201)
  await expect.poll(temporaryFiles).toEqual([])
})

test('Every encoding of the file name gives the same title', async ({ api }) => {
  const ada = await api(await createUser())
  const encoded = `UTF-8''${encodeURIComponent('Lease “v2”.pdf')}`
  const word = `=?utf-8?B?${Buffer.from('Lease “v2”.pdf').toString('base64')}?=`
  for (const parameters of [
    'name="file"; filename="Lease “v2”.pdf"',
    `name="file"; filename*=${encoded}`,
    `filename*=${encoded}; filename="x.pdf"; name=file`,
    `name=file; filename="${word}"; filename*=${encoded}`,
  ]) {
    const { status, problem } = await upload(ada, `${begin}; ${parameters}\r\n\r\n%PDF-1.7 body\r\n`)
    expect({ status, title: problem.title }, parameters).toEqual({ status: 201, title: 'Lease “v2”' })
  }
})
