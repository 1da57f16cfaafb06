import { expect, test } from '@playwright/test'
import { titleOf, toFileName } from '#lib/documents/file-name.ts'

test('A file name is the last part of a path without control and bidirectional characters', () => {
  expect(toFileName('C:\\contracts\\Lease.pdf')).toBe('Lease.pdf')
  expect(toFileName('../../etc/passwd')).toBe('passwd')
  expect(toFileName('a\u0000b\r\n\u202Efdp.exe')).toBe('abfdp.exe')
  expect(toFileName('Vertrag Müller.pdf')).toBe('Vertrag Müller.pdf')
  expect(toFileName('  ')).toBe('document.pdf')
  expect(toFileName('..')).toBe('document.pdf')
  expect(toFileName('\ud800.pdf').isWellFormed()).toBe(true)
})

test('A long name is truncated before its extension', () => {
  const name = toFileName(`${'x'.repeat(400)}.pdf`)
  expect(name).toHaveLength(255)
  expect(name).toMatch(/x\.pdf$/)
})

test('A title is the file name without its extension', () => {
  expect(titleOf('Lease.PDF')).toBe('Lease')
  expect(titleOf('Lease.v2')).toBe('Lease.v2')
  expect(titleOf('.pdf')).toBe('.pdf')
})
