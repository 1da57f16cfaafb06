import fc from 'fast-check'

/** Texts that are known to cause errors in parsers, dates or databases. */
const problematicTexts = [
  ...['', ' ', '\0', 'a\0b', '\ud800', 'a\udc00b', '\udc00\ud800', '\u202e', '\ufeff', '💥'.repeat(50), 'e\u0301'],
  ...['%00', '%zz', '%ff%fe', '../../etc/passwd', "'; DROP TABLE x; --", '__proto__', 'constructor', 'toString'],
  ...['9'.repeat(400), 'NaN', 'Infinity', '-0', '1e309', '0x10', '2147483648', '-1', '9007199254740993'],
  ...['0000-01-01', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '+275760-09-13T00:00:00Z', '2026-02-30'],
  ...['-271821-04-20T00:00:00Z', '2026-11-26T24:00:00Z', '10000-01-01', 'x'.repeat(3000), '(', '\\', '%', '*'],
]

export const invalidText = fc.oneof(fc.constantFrom(...problematicTexts), fc.string({ unit: 'binary', maxLength: 40 }))

export const invalidValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: invalidText },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown[]>(
      ...[null, true, false, [], {}, [[[[]]]], [null], { length: -1 }, -1, 0, 1.5, 2 ** 31, 2 ** 53, 1e308, -1e308],
    ),
  },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

/** Header values that Node accepts for sending. */
export const invalidHeader = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abz09"*,;=-/W \t%\\'), maxLength: 60 }),
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => (code === 0x7f ? '\xa0' : String.fromCharCode(code))),
    maxLength: 40,
  }),
  fc.constantFrom(
    '*',
    '"',
    'W/',
    '*/*;q=2',
    'bytes=-',
    'bytes=0-,',
    'bytes=99999999999999999999-',
    `${'9'.repeat(40)}`,
  ),
)

/** Well-formed cursors that no list has issued. */
export const invalidCursor = fc
  .dictionary(fc.constantFrom('id', 'number', 'at', 'sort', 'key', 'newest', 'after', 'weights'), invalidValue)
  .map((position) => Buffer.from(JSON.stringify(position)).toString('base64url'))
