import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')
const exclude = ['lib/core/db/generated/**']
const sources = globSync('{app,components,lib,scripts,tests,bench}/**/*.{ts,tsx}', { cwd: root, exclude }).filter(
  (file) => statSync(path.join(root, file)).isFile(),
)
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

test('no file is called after what it is not about', () => {
  expect(sources.filter((file) => /(^|[/-])(utils?|helpers?|common|misc|index)\.tsx?$/.test(file))).toEqual([])
})

test('no file has grown past 300 lines', () => {
  expect(sources.filter((file) => read(file).split('\n').length > 301)).toEqual([])
})

test('there are no server actions: every write is a route', () => {
  expect(sources.filter((file) => /^\s*['"]use server['"]/m.test(read(file)))).toEqual([])
})

test('every page of docs/decisions that a comment points to is there', () => {
  const missing = sources.flatMap((file) =>
    (read(file).match(/docs\/decisions\/[a-z-]+\.md/g) ?? [])
      .filter((page) => !existsSync(path.join(root, page)))
      .map((page) => `${file}: ${page}`),
  )
  expect(missing).toEqual([])
})

test('every setting of the table in the README is one that is read, and the other way round', () => {
  const names = (text: string) => new Set(text.match(/\b(?:LEXAI|AUTH|SMTP|DATABASE)_[A-Z_]+\b/g))
  const table = read('README.md').split('## Configure it')[1]?.split('## How it is made')[0] ?? ''
  const known = names(read('lib/core/env.ts'))
  expect([...names(table)].sort()).toEqual([...known].sort())
  for (const name of known) expect(read('.env.example'), name).toContain(name)
})
