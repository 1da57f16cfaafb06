import { expect } from '@playwright/test'
import type { Api } from './api.ts'
import { type MadePage, makePdf } from './made-pdf.ts'

export type UploadedDocument = { id: string; matterId: string; title: string; status: string; pageCount: number | null }

/** Uploads `bytes`, or a PDF generated from `pages`, and waits until it is processed unless `wait` is false. */
export async function uploadPdf(
  api: Api,
  options: {
    pages?: MadePage[]
    bytes?: Uint8Array<ArrayBuffer>
    fileName?: string
    title?: string
    matterId?: string
    tags?: string[]
    wait?: boolean
  } = {},
): Promise<UploadedDocument> {
  const { pages = [{ lines: ['This Agreement is governed by the laws of Delaware.'] }], fileName = 'made.pdf' } =
    options
  const bytes = options.bytes ?? new Uint8Array(await makePdf(pages))
  const form = new FormData()
  if (options.matterId) form.append('matterId', options.matterId)
  if (options.title) form.append('title', options.title)
  for (const tag of options.tags ?? []) form.append('tags', tag)
  form.append('file', new Blob([bytes], { type: 'application/pdf' }), fileName)
  const response = await api.post('/documents', form)
  expect(response.status, await response.clone().text()).toBe(201)
  const document = (await response.json()) as UploadedDocument
  return options.wait === false ? document : waitUntilSettled(api, document.id)
}

/** Waits until the document is ready or failed, and gives it. */
export async function waitUntilSettled(api: Api, id: string): Promise<UploadedDocument> {
  let document: UploadedDocument | null = null
  await expect
    .poll(
      async () => {
        document = (await (await api.get(`/documents/${id}`)).json()) as UploadedDocument
        return document.status
      },
      { timeout: 25_000, intervals: [25, 50, 100] },
    )
    .toMatch(/^(ready|failed)$/)
  if (!document) throw new Error('The document was never fetched')
  return document
}

/** Creates a matter owned by the caller. */
export async function createMatter(api: Api, name = 'A matter'): Promise<{ id: string; name: string }> {
  const response = await api.post('/matters', { name })
  expect(response.status, await response.clone().text()).toBe(201)
  return (await response.json()) as { id: string; name: string }
}
