type Answer = { $ref?: string; headers?: Record<string, unknown>; content?: Record<string, unknown> }
type Responses = Record<string, Answer>
type PathItem = Record<string, { responses: Responses }> & { 'x-other-methods': Responses }
type Served = { paths: Record<string, PathItem>; components: { responses: Responses } }

/** Of a message as such (RFC 9110, 6 and 8), not of the API: OpenAPI leaves them out. Content-Type it tells in another place. */
const ofMessages =
  /^(?:content-(?:type|length|encoding)|transfer-encoding|date|connection|keep-alive|strict-transport-security)$/

export type ApiDescription = (method: string, pattern: string, response: Response) => string[]

/** Reads the document that the server gives out; the function tells what an exchange shows that does not stand in it. */
export async function readDescription(baseUrl: string): Promise<ApiDescription> {
  const { paths, components } = (await (await fetch(`${baseUrl}/api/v1/openapi.json`)).json()) as Served
  return (method, pattern, response) => {
    const path = paths[pattern]
    if (!path) return []
    const operation = path[method === 'HEAD' ? 'get' : method.toLowerCase()]
    const found = (operation?.responses ?? path['x-other-methods'])[response.status]
    const where = `${method} ${pattern} ${response.status}`
    if (!found) return [where]
    const said = { ...components.responses[found.$ref?.split('/').at(-1) ?? ''], ...found }
    const headers = Object.keys(said.headers ?? {}).map((name) => name.toLowerCase())
    const unsaid = [...response.headers.keys()].filter((name) => !ofMessages.test(name) && !headers.includes(name))
    const type = response.headers.get('content-type')
    const isKnown = type === null || type in (said.content ?? {})
    return [...unsaid.map((name) => `${where}: ${name}`), ...(isKnown ? [] : [`${where}: ${type}`])]
  }
}
