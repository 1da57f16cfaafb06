import { coreErrors } from './core/errors.ts'
import { documentErrors } from './documents/errors.ts'
import { matterErrors } from './matters/errors.ts'
import { userErrors } from './users/errors.ts'

const nounErrors = { ...userErrors, ...matterErrors, ...documentErrors }

/** Every error that clients may receive, by its code. Each noun declares its own in its `errors.ts`, which is added here. */
export const errorCatalogue = { ...coreErrors, ...nounErrors }

// Declaration merging: core's type ErrorCode covers the errors of the nouns, although core does not import them.
type NounErrors = typeof nounErrors
declare module './core/errors.ts' {
  interface KnownErrors extends NounErrors {}
}
