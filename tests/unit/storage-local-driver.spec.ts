import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { createLocalDriver } from '#lib/core/storage/local-driver.ts'

const test = base.extend<{ root: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  root: async ({}, use) => {
    const root = await mkdtemp(join(tmpdir(), 'lexai-storage-'))
    await use(root)
    await rm(root, { recursive: true, force: true })
  },
})

test('Releasing a chunk frees its own memory only', async ({ root }) => {
  const storage = createLocalDriver(root)
  const [kept, given, shared] = [randomBytes(70_000), randomBytes(70_000), Buffer.from('of the pool')]
  const whole = createHash('sha256').update(kept).update(given).update(shared).digest('hex')
  for (const transfersOwnership of [false, true]) {
    const writer = await storage.writer({ transfersOwnership })
    for (const piece of [transfersOwnership ? Buffer.from(kept) : kept, given, shared]) writer.stream.write(piece)
    expect((await writer.commit()).sha256).toBe(whole)
    expect(given.buffer.byteLength).toBe(transfersOwnership ? 0 : 70_000)
  }
  expect(shared.toString()).toBe('of the pool')
})

const missing = '0'.repeat(64)

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

async function store(root: string, bytes: Uint8Array): Promise<string> {
  const writer = await createLocalDriver(root).writer()
  writer.stream.write(bytes)
  return (await writer.commit()).sha256
}

test('Bytes written in chunks of any size are stored under their digest', async ({ root }) => {
  const storage = createLocalDriver(root)
  const writer = await storage.writer()
  const hash = createHash('sha256')
  let bytes = 0
  for (let index = 0; index < 400; index++) {
    const piece = randomBytes((index * 7919) % 70_000)
    hash.update(piece)
    bytes += piece.byteLength
    writer.stream.write(piece)
  }
  const sha256 = hash.digest('hex')
  expect(await writer.finish()).toEqual({ sha256, bytes })
  expect(await storage.size(sha256)).toBeNull()
  expect(await writer.commit()).toEqual({ sha256, bytes })
  const read = new Response(await storage.read(sha256))
  expect(
    createHash('sha256')
      .update(await read.bytes())
      .digest('hex'),
  ).toBe(sha256)
  expect(await filesBelow(join(root, 'tmp'))).toEqual([])
})

test('A range is read with both ends included', async ({ root }) => {
  const bytes = randomBytes(600_000)
  const sha256 = await store(root, bytes)
  const storage = createLocalDriver(root)
  for (const [start, end] of [
    [0, 0],
    [5, 262_148],
    [599_999, 599_999],
    [0, 599_999],
  ] as const) {
    const part = await new Response(await storage.read(sha256, { start, end })).bytes()
    expect(Buffer.compare(part, bytes.subarray(start, end + 1))).toBe(0)
  }
})

test('A missing file is reported as missing, and deleting it is no error', async ({ root }) => {
  const storage = createLocalDriver(root)
  expect(await storage.size(missing)).toBeNull()
  expect(await storage.readDerived(missing, 'page-1.webp')).toBeNull()
  await storage.delete(missing)
  await expect(storage.read(missing)).rejects.toThrow('ENOENT')
  await expect(storage.read('../../secret')).rejects.toThrow('not a SHA-256')
})

test('An abort before, during or after writing leaves no file', async ({ root }) => {
  const storage = createLocalDriver(root)
  for (const bytes of [0, 10, 9_000_000]) {
    const writer = await storage.writer()
    writer.stream.on('error', () => {})
    writer.stream.write(Buffer.alloc(bytes))
    await writer.abort()
    await writer.abort()
  }
  const kept = await storage.writer()
  kept.stream.write('kept')
  const { sha256 } = await kept.commit()
  await kept.abort()
  expect(await filesBelow(root)).toEqual([sha256])
})

test('Derived files are deleted with their source file', async ({ root }) => {
  const sha256 = await store(root, Buffer.from('a file'))
  const storage = createLocalDriver(root)
  await storage.writeDerived(sha256, 'page-1.webp', Buffer.from('old'))
  await storage.writeDerived(sha256, 'page-1.webp', Buffer.from('picture'))
  expect(String(await storage.readDerived(sha256, 'page-1.webp'))).toBe('picture')
  expect(await Array.fromAsync(storage.list(0))).toEqual([sha256])
  expect(await Array.fromAsync(storage.list(60_000))).toEqual([])
  await storage.delete(sha256)
  expect(await filesBelow(root)).toEqual([])
})

test('Only the owner can read stored files', async ({ root }) => {
  const sha256 = await store(root, Buffer.from('a secret'))
  const path = await createLocalDriver(root).withLocalFile(sha256, async (found) => found)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await stat(join(root, 'blobs'))).mode & 0o777).toBe(0o700)
})

test('The next process removes temporary files of a killed process and keeps those of a running one', async ({
  root,
}) => {
  const ofKilledProcess = join(root, 'tmp', `${hostname()}~999999999~a`)
  const ofRunningProcess = join(root, 'tmp', `${hostname()}~${process.pid}~b`)
  const elsewhere = join(root, 'tmp', 'another-host~1~c')
  for (const folder of [ofKilledProcess, ofRunningProcess, elsewhere]) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'fresh'), 'x')
    await writeFile(join(folder, 'silent'), 'x')
    const longAgo = new Date(Date.now() - 60 * 60_000)
    await utimes(join(folder, 'silent'), longAgo, longAgo)
  }
  await createLocalDriver(root).check()
  expect(await filesBelow(join(root, 'tmp'))).toEqual(['fresh', 'fresh'])
})
