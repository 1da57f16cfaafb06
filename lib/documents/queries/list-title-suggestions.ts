import type { Principal } from '#lib/core/auth/principal.ts'
import type { TitleSuggestion } from '../schema.ts'
import { suggestTitles } from '../title-suggestions.ts'
import { getVersion } from './get-document.ts'

/** Titles that fit the document better than its own may, best first; throws `request.not_found`. */
export async function listTitleSuggestions(principal: Principal, id: string): Promise<TitleSuggestion[]> {
  return suggestTitles(await getVersion(principal, id, undefined))
}
