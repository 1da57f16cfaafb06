import { expect, test } from '@playwright/test'

process.env.AUTH_SECRET = ['n'.repeat(40), 'o'.repeat(40)].join(',')
const { isStale, seal, unseal } = await import('#lib/core/auth/sealed-box.ts')

test('A sealed box opens only for its purpose, and sealing twice gives different bytes', () => {
  const box = seal('a private key', 'signing key')
  expect(unseal(box, 'signing key').toString()).toBe('a private key')
  expect(() => unseal(box, 'pepper')).toThrow()
  expect(Buffer.from(box)).not.toEqual(Buffer.from(seal('a private key', 'signing key')))
  expect(Buffer.from(box).includes('private')).toBe(false)
})

test('A box with any changed bit is refused', () => {
  const box = seal('a private key', 'signing key')
  for (let at = 0; at < box.length; at++) {
    const changed = box.map((byte, index) => (index === at ? byte ^ 1 : byte))
    expect(() => unseal(changed, 'signing key'), `byte ${at}`).toThrow()
  }
})

test('A new box is not stale', () => {
  expect(isStale(seal('x', 'pepper'))).toBe(false)
})
