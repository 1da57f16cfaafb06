import { globSync, readFileSync } from 'node:fs'
import { proseIn } from './support/prose.ts'

// Fails where a text of the interface stands outside the catalogues, `messages.ts` of each area of components/.
// Summaries of API operations belong to the OpenAPI description, which is in English like the API, and code samples, `*-code.ts`, are
// not translated.
const files = globSync('{app,components}/**/*.{ts,tsx}').filter(
  (file) => !/\/messages(\.[a-z]{2})?\.ts$|-code\.ts$|^app\/(api|\.well-known)\//.test(file),
)
const areas = process.argv.slice(2)
const found = files
  .filter((file) => areas.length === 0 || areas.some((area) => file.startsWith(area)))
  .flatMap((file) => proseIn(file, readFileSync(file, 'utf8')))

for (const { file, line, text } of found) console.error(`${file}:${line}: ${JSON.stringify(text)}`)
if (found.length > 0) {
  console.error(`${found.length} texts stand outside the catalogues. Move them into the messages.ts of their area.`)
  process.exitCode = 1
}
