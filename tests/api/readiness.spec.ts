import { rename, rm, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { expect, test } from '#tests/support/fixtures.ts'

test('/ready succeeds only while files can be stored', async ({ startInstance }) => {
  const folder = test.info().outputPath('storage')
  const instance = await startInstance({ LEXAI_STORAGE_URL: pathToFileURL(folder).href, LEXAI_WORKERS: '0' })
  const getReady = async () => {
    const response = await fetch(`${instance.baseUrl}/api/v1/ready`)
    const { detail = null } = await response.json()
    return [response.status, detail]
  }
  expect(await getReady()).toEqual([200, null])
  await rename(folder, `${folder}-away`)
  await writeFile(folder, 'a file where the folder was')
  await expect.poll(getReady).toEqual([503, 'storage does not answer.'])
  await rm(folder)
  await rename(`${folder}-away`, folder)
  await expect.poll(getReady).toEqual([200, null])
})
