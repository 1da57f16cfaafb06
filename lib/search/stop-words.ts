/**
 * English words that occur in nearly every passage and so do not discriminate between passages: they are not indexed as single words,
 * but as part of bigrams, so that they count in phrases. "May" is not one of them, because it is also a month.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a an and any are as at be been but by can did do does for from had has have he her his how if in into is it its more no not of on
  or our shall she such than that the their them then there these they this those to under upon was we were what when where which
  who will with would you your`.split(/\s+/),
)
