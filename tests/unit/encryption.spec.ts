import { expect, test } from '@playwright/test'

process.env.AUTH_SECRET = ['n'.repeat(40), 'o'.repeat(40)].join(',')
const { needsReencryption, encryptSecret, decryptSecret } = await import('#lib/core/auth/encryption.ts')

test('An encrypted secret is decrypted only for its purpose, and encrypting twice gives different bytes', () => {
  const ciphertext = encryptSecret('a private key', 'signing key')
  expect(decryptSecret(ciphertext, 'signing key').toString()).toBe('a private key')
  expect(() => decryptSecret(ciphertext, 'pepper')).toThrow()
  expect(Buffer.from(ciphertext)).not.toEqual(Buffer.from(encryptSecret('a private key', 'signing key')))
  expect(Buffer.from(ciphertext).includes('private')).toBe(false)
})

test('A ciphertext with any changed bit is refused', () => {
  const ciphertext = encryptSecret('a private key', 'signing key')
  for (let at = 0; at < ciphertext.length; at++) {
    const changed = ciphertext.map((byte, index) => (index === at ? byte ^ 1 : byte))
    expect(() => decryptSecret(changed, 'signing key'), `byte ${at}`).toThrow()
  }
})

test('A new ciphertext does not need to be encrypted again', () => {
  expect(needsReencryption(encryptSecret('x', 'pepper'))).toBe(false)
})
