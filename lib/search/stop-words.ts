/**
 * Words in nearly every passage: they never decide what is found, so they are not indexed alone. Inside phrases they count, by
 * the pairs of words that are indexed too. "May" is none of them: it is a month as well.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a an and any are as at be been but by can did do does for from had has have he her his how if in into is it its more no not of on
  or our shall she such than that the their them then there these they this those to under upon was we were what when where which
  who will with would you your`.split(/\s+/),
)
