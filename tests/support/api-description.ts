type DescribedResponse = { $ref?: string; headers?: Record<string, unknown>; content?: Record<string, unknown> }
type Responses = Record<string, DescribedResponse>
type PathItem = Record<string, { responses: Responses }> & { 'x-other-methods': Responses }
type Served = { paths: Record<string, PathItem>; components: { responses: Responses } }

/** Headers of any HTTP message (RFC 9110, sections 6 and 8), which the OpenAPI document does not list. Content-Type is checked apart. */
const messageHeaders =
  /^(?:content-(?:type|length|encoding)|transfer-encoding|date|connection|keep-alive|strict-transport-security)$/

export type ApiDescription = (method: string, pattern: string, response: Response) => string[]

/** Fetches the OpenAPI document. The returned function lists the status, headers and media type of a response that it does not describe. */
export async function readDescription(baseUrl: string): Promise<ApiDescription> {
  const { paths, components } = (await (await fetch(`${baseUrl}/api/v1/openapi.json`)).json()) as Served
  return (method, pattern, response) => {
    const path = paths[pattern]
    if (!path) return []
    const operation = path[method === 'HEAD' ? 'get' : method.toLowerCase()]
    const found = (operation?.responses ?? path['x-other-methods'])[response.status]
    const where = `${method} ${pattern} ${response.status}`
    if (!found) return [where]
    const described = { ...components.responses[found.$ref?.split('/').at(-1) ?? ''], ...found }
    const headers = Object.keys(described.headers ?? {}).map((name) => name.toLowerCase())
    const undescribed = [...response.headers.keys()].filter(
      (name) => !messageHeaders.test(name) && !headers.includes(name),
    )
    const type = response.headers.get('content-type')
    const isKnown = type === null || type in (described.content ?? {})
    return [...undescribed.map((name) => `${where}: ${name}`), ...(isKnown ? [] : [`${where}: ${type}`])]
  }
}
