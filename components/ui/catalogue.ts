/** Languages that the interface exists in. A translation adds its code here and one file per area, `messages.<code>.ts`. */
type Language = 'en'

/** The language of this build: the interface has one language for all its users. */
const language: Language = 'en'

/**
 * The texts of one area of the interface in the language of this build. `en` decides which texts there are; a translation has the
 * same type. Texts with a number or a name in them are functions of it, so that each language can place and inflect it.
 */
export function catalogue<M>(translations: { en: M } & Partial<Record<Language, NoInfer<M>>>): M {
  return translations[language]
}

/** Chooses the form that the number takes in the language of this build, as `Intl.PluralRules` says. */
export function plural(count: number, forms: { one: string; other: string }): string {
  return new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.other
}

/** The parts of a list of alternatives such as `a, b, or c`, joined in the language of this build. */
export function alternativesToParts(items: readonly string[]): { type: 'element' | 'literal'; value: string }[] {
  return new Intl.ListFormat(language, { type: 'disjunction' }).formatToParts(items)
}
