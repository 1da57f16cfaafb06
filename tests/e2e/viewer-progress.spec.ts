import { db } from '#lib/core/db/client.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'

test('the event that says the reading is done is enough: nothing has to break first', async ({ page, login, api }) => {
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { pages: [{ lines: ['Term'] }] })
  const setStatus = (status: string) => db.documentVersion.updateMany({ where: { documentId: id }, data: { status } })
  await setStatus('processing')
  // A stream that stays open after its last event, as through a proxy that holds on to it.
  await page.addInitScript(() => {
    const open: EventTarget[] = []
    class HeldEvents extends EventTarget {
      constructor() {
        super()
        open.push(this)
      }
      close() {}
    }
    const say = (type: string, data: string) => {
      for (const each of open) each.dispatchEvent(new MessageEvent(type, { data }))
    }
    Object.assign(window, { EventSource: HeldEvents, say, isFollowed: () => open.length > 0 })
  })
  await page.goto(`/documents/${id}`)
  const progress = page.getByText('1 of 1 pages can be searched so far')
  await expect(progress).toBeVisible()
  // The server has written that line; nobody follows the events before the page's code runs.
  await expect.poll(() => page.evaluate('isFollowed()')).toBe(true)
  await setStatus('ready')
  await page.evaluate(`say('done', '{"status":"ready","pagesDone":1,"pageCount":1}')`)
  await expect(progress).toBeHidden()
})
