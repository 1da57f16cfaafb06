import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { describeApi } from '#lib/core/http/openapi/document.ts'
import type { RouteHandler } from '#lib/core/http/route/define-route.ts'
import { errorCatalogue } from '#lib/errors.ts'

const folder = path.resolve('app/api/v1')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => path.basename(file) === 'route.ts',
)

/** The path pattern of a route's folder. */
function patternOf(file: string): string {
  const names = path.dirname(file).split(path.sep)
  return `/${names.map((name) => name.replace(/^\[+(?:\.\.\.)?(.+?)\]+$/, '{$1}')).join('/')}`
}

for (const file of files) {
  test(`app/api/v1/${file} exports only handlers made by defineRoute`, async () => {
    const module: Record<string, unknown> = await import(path.join(folder, file))
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
    const handlers = methods.map((method) => module[method] as RouteHandler | undefined)
    const first = handlers[0]
    expect(first?.route, 'made by defineRoute').toBeDefined()
    for (const [index, handler] of handlers.entries()) expect(handler, methods[index]).toBe(first)
    expect(first?.route.pattern).toBe(patternOf(file))
  })
}

const readRoutes = () =>
  Promise.all(files.map(async (file) => ((await import(path.join(folder, file))).GET as RouteHandler).route))

test('The OpenAPI document lists every route and method, and all its references resolve', async () => {
  const routes = await readRoutes()
  const document = describeApi(routes, errorCatalogue)
  const paths = document.paths as Record<string, Record<string, { operationId?: string }>>
  for (const { pattern, methods } of routes) {
    const expected = Object.keys(methods).map((method) => method.toLowerCase())
    const extra = expected.length > 0 ? ['options', 'x-other-methods'] : []
    expect(Object.keys(paths[pattern] ?? {}).sort(), pattern).toEqual([...expected, ...extra].sort())
  }
  const ids = Object.values(paths).flatMap((each) =>
    Object.values(each).flatMap(({ operationId }) => operationId ?? []),
  )
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = reference
      .split('/')
      .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], document)
    expect(found, reference).toBeDefined()
  }
})

test('The OpenAPI document describes If-Match and Idempotency-Key on the operations that use them', async () => {
  type Operation = { parameters: { name: string }[]; responses: object; security: object[] }
  const routes = await readRoutes()
  const { paths } = describeApi(routes, errorCatalogue) as { paths: Record<string, Record<string, Operation>> }
  for (const { pattern, methods } of routes) {
    for (const [method, { access }] of Object.entries(methods)) {
      const operation = paths[pattern]?.[method.toLowerCase()]
      const isCompared = operation?.parameters.some(({ name }) => name === 'If-None-Match')
      expect(isCompared, `${method} ${pattern}`).toBe('304' in (operation?.responses ?? {}))
      const isKeyEnough = operation?.security.some((way) => 'apiKey' in way)
      expect(isKeyEnough, `${method} ${pattern}`).toBe(access !== 'public' && access !== 'session')
    }
  }
})
