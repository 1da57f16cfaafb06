import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')
const exclude = ['lib/core/db/generated/**']
const sources = globSync('{app,components,lib,scripts,tests,bench}/**/*.{ts,tsx}', { cwd: root, exclude }).filter(
  (file) => statSync(path.join(root, file)).isFile(),
)
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

test('No file has an unspecific name', () => {
  expect(sources.filter((file) => /(^|[/-])(utils?|helpers?|common|misc|index)\.tsx?$/.test(file))).toEqual([])
})

test('No file is longer than 250 lines', () => {
  expect(sources.filter((file) => read(file).split('\n').length > 251)).toEqual([])
})

test('There are no server actions', () => {
  expect(sources.filter((file) => /^\s*['"]use server['"]/m.test(read(file)))).toEqual([])
})

test('Every page of docs/decisions that a comment refers to exists', () => {
  const missing = sources.flatMap((file) =>
    (read(file).match(/docs\/decisions\/[a-z-]+\.md/g) ?? [])
      .filter((page) => !existsSync(path.join(root, page)))
      .map((page) => `${file}: ${page}`),
  )
  expect(missing).toEqual([])
})

test('The settings table of the README lists exactly the settings that are read', () => {
  const names = (text: string) => new Set(text.match(/\b(?:LEXAI|AUTH|SMTP|DATABASE)_[A-Z_]+\b/g))
  const table = read('README.md').split('## Configure it')[1]?.split('## How it is made')[0] ?? ''
  const known = names(read('lib/core/env.ts'))
  expect([...names(table)].sort()).toEqual([...known].sort())
  for (const name of known) expect(read('.env.example'), name).toContain(name)
})
