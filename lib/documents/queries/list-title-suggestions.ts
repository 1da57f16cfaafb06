import type { Principal } from '#lib/core/auth/principal.ts'
import type { TitleSuggestion } from '../schema.ts'
import { suggestTitles } from '../title-suggestions.ts'
import { getVersion } from './get-document.ts'

/** Suggested titles for a document, best first. Throws `request.not_found`. */
export async function listTitleSuggestions(principal: Principal, id: string): Promise<TitleSuggestion[]> {
  return suggestTitles(await getVersion(principal, id, undefined))
}
