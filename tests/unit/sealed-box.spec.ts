import { expect, test } from '@playwright/test'

process.env.AUTH_SECRET = ['n'.repeat(40), 'o'.repeat(40)].join(',')
const { needsReencryption, encryptSecret, decryptSecret } = await import('#lib/core/auth/encryption.ts')

test('a box opens for its purpose alone, and never twice looks the same', () => {
  const box = encryptSecret('a private key', 'signing key')
  expect(decryptSecret(box, 'signing key').toString()).toBe('a private key')
  expect(() => decryptSecret(box, 'pepper')).toThrow()
  expect(Buffer.from(box)).not.toEqual(Buffer.from(encryptSecret('a private key', 'signing key')))
  expect(Buffer.from(box).includes('private')).toBe(false)
})

test('any changed bit is noticed', () => {
  const box = encryptSecret('a private key', 'signing key')
  for (let at = 0; at < box.length; at++) {
    const changed = box.map((byte, index) => (index === at ? byte ^ 1 : byte))
    expect(() => decryptSecret(changed, 'signing key'), `byte ${at}`).toThrow()
  }
})

test('a fresh box is not stale', () => {
  expect(needsReencryption(encryptSecret('x', 'pepper'))).toBe(false)
})
