import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import ts from 'typescript'

const root = path.resolve(import.meta.dirname, '../..')

/** What somebody would write to add a kind of principal that sees one document: in the type's file, and in lib/access. */
const edits: Record<string, readonly [string, string][]> = {
  'lib/core/auth/principal.ts': [
    [
      'export type Principal = UserPrincipal',
      `export type MadeUpPrincipal = Caller & { kind: 'made-up'; permissions: ReadonlySet<Permission>; documentId: string }
       export type Principal = UserPrincipal | MadeUpPrincipal`,
    ],
    [
      "    case 'user':\n      return principal.userId\n",
      "    case 'user':\n      return principal.userId\n    case 'made-up':\n      return principal.documentId\n",
    ],
  ],
  'lib/access/document-access.ts': [
    [
      "    case 'user':\n",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a template.
      "    case 'made-up':\n      return Prisma.sql`${document}.id = ${principal.documentId}::uuid`\n    case 'user':\n",
    ],
  ],
}

test('a kind of principal is added in the file of its type and in lib/access: nothing else has to change', () => {
  test.setTimeout(180_000)
  const edited = Object.fromEntries(
    Object.entries(edits).map(([file, replacements]) => {
      const source = readFileSync(path.join(root, file), 'utf8')
      for (const [from] of replacements) expect(source, file).toContain(from)
      return [file, replacements.reduce((text, [from, to]) => text.replace(from, () => to), source)]
    }),
  )
  expect(typeErrors(edited)).toEqual([])
})

/** The type errors of the application, with the texts of some files replaced. `npm run verify` shows that it has none as it is. */
function typeErrors(replaced: Record<string, string>): string[] {
  const config = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const readFile = host.readFile.bind(host)
  host.readFile = (file) => replaced[path.relative(root, file)] ?? readFile(file)
  host.getSourceFile = (file, target) => {
    const text = host.readFile(file)
    return text === undefined ? undefined : ts.createSourceFile(file, text, target)
  }
  const sources = fileNames.filter((file) => /^(app|components|lib)\//.test(path.relative(root, file)))
  const program = ts.createProgram(sources, { ...options, noEmit: true, incremental: false }, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const where = file ? `${path.relative(root, file.fileName)}: ` : ''
    return `${where}${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}
