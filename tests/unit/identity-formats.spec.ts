import { expect, test } from '@playwright/test'
import { presentAuditEvent, presentCsvLine } from '#lib/audit/present.ts'
import { emailSchema } from '#lib/core/auth/email.ts'
import { isWeakPassword } from '#lib/core/auth/password-strength.ts'
import { formatMailText } from '#lib/core/mail/mail.ts'
import { describeUserAgent } from '#lib/sessions/device-name.ts'
import { passwordResetMail } from '#lib/users/mails.ts'
import { passwordSchema, phoneSchema } from '#lib/users/schema.ts'

test('A mail address is normalised to one spelling', () => {
  expect(emailSchema.parse(' Ａda＠Example.COM ')).toBe('ada@example.com')
  expect(emailSchema.safeParse('ada@example.com＠evil.example').success).toBe(false)
  expect(emailSchema.safeParse('a,b@example.com\r\nBcc: c@example.com').success).toBe(false)
})

test('A password has 8 to 256 characters, counted as Unicode code points', () => {
  expect(passwordSchema.safeParse('1234567').success).toBe(false)
  expect(passwordSchema.safeParse('𝒫𝒶𝓈𝓈𝓌ℴ𝓇').success).toBe(false)
  expect(passwordSchema.safeParse('😀'.repeat(256)).success).toBe(true)
  expect(passwordSchema.safeParse('a'.repeat(257)).success).toBe(false)
})

test('A password that is easy to guess is weak: common, season and year, product name, or the user’s own name', async () => {
  const personal = ['ada.lovelace@example.com', 'Ada Lovelace']
  for (const weak of [
    ...['password', 'Password1', 'QWERTYUIOP', '1234567890', 'abababababababab'],
    ...['Summer2026!', 'summer2026', 'Winter2025!', 'Sommer2026!', 'January2024', 'Admin12345!', 'Test1234!'],
    ...['LexAI2026!', 'lexai-lexai', 'LexAI-2026', 'ada.lovelace@example.com', 'Ada.Lovelace', 'lovelace1'],
  ]) {
    expect(await isWeakPassword(weak, personal), weak).toBe(true)
  }
  for (const strong of [
    ...['quiet lamp over rivers', 'correct horse battery', 'Kx9#mQ2v', 'aB3$kf9Q', 'a password for the tests'],
    ...[
      'Passw0rd-for-tests-1!',
      'tr0ub4dor&3',
      'kirschblau 77 tonne',
      'Xk7#pq2!',
      '9vTq4wZ8',
      'x'.repeat(10) + crypto.randomUUID(),
    ],
  ]) {
    expect(await isWeakPassword(strong, personal), strong).toBe(false)
  }
})

test('A telephone number is stored as E.164', () => {
  expect(phoneSchema.parse('+43 (0) 660 123 45 67')).toBe('+436601234567')
  expect(phoneSchema.safeParse('0660 1234567').success).toBe(false)
  expect(phoneSchema.safeParse('+1 555').success).toBe(false)
})

test('A session is named by browser and operating system', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1'
  expect(describeUserAgent(chrome)).toBe('Chrome on Linux')
  expect(describeUserAgent(`${chrome} Edg/141.0`)).toBe('Edge on Linux')
  expect(describeUserAgent(phone)).toBe('Safari on iOS')
  expect(describeUserAgent('curl/8.9')).toBe('curl')
  expect(describeUserAgent(null)).toBeNull()
})

test('A name cannot become a spreadsheet formula in the exported audit log', () => {
  const row = {
    ...{ id: '1', at: new Date(0), actorId: 'u', actorEmail: '=HYPERLINK("x")', action: 'user.updated' },
    ...{ targetType: null, targetId: null, outcome: 'success', ip: null, requestId: null, detail: { name: 'a,"b"' } },
    ...{ sessionId: 's', apiKeyId: null },
  }
  const line = presentCsvLine(presentAuditEvent(row))
  expect(line).toContain(`"'=HYPERLINK(""x"")"`)
  expect(line.endsWith(`,"{""name"":""a,\\""b\\""""}",s,\r\n`)).toBe(true)
})

test('Mails are plain text and say what to do when the recipient did not request them', () => {
  const url = 'https://lexai.example/reset/secret'
  const mail = passwordResetMail({ to: 'a@example.com', name: 'Ada', url })
  const { subject, text } = { ...mail, text: formatMailText(mail) }
  expect(subject).toBe('Choose a new password for LexAI')
  expect(text).toContain(`\n${url}\n`)
  expect(text).toContain('do nothing')
})
