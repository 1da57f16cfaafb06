import { catalogue } from '#components/ui/catalogue.ts'

export const developersMessages = catalogue({
  en: {
    title: 'Developers',
    about: 'Everything in this app uses this API, and your programs can use it too.',
    signIn: 'Sign in to try the API',
    onThisPage: 'On this page',
    errorCodes: 'All error codes',
    guides: {
      start: {
        title: 'Get started',
        text: 'Sign in to get an access token, and send it with each request. The access token is valid for five minutes. The refresh token can be used once, to get the next pair of tokens. When the session ends, because you or an admin end it, both tokens are rejected from the next request on.',
        signIn: 'Sign in with curl',
        refresh: 'Refresh the tokens with fetch',
      },
      keys: {
        title: 'API keys',
        text: 'Create an API key for a program of your own, with the scopes that it needs and, if you like, an expiration date. A key never has more permissions than you currently have, and it works until you revoke it in Settings. Send it in the place of an access token.',
        use: 'Use an API key',
      },
      cors: {
        title: 'Requests from other origins',
        text: 'The administrator of this server lists the origins that may call it in LEXAI_CORS_ORIGINS; each must match exactly. Pages from these origins send a token, because cookies are never accepted from other origins. Uploads are preflighted like all other requests, and the response headers that you need are exposed.',
        upload: 'Upload from a page on another origin',
      },
      changes: {
        title: 'Concurrent changes',
        text: 'Each resource that can be changed has an ETag. Send it in If-Match with the change: if the resource was changed in the meantime, the response is 412, and nothing is overwritten. Without If-Match, the response is 428. Send the ETag in If-None-Match when you read: if the resource is unchanged, the response is 304 without a body.',
        change: 'Change only the version that you have read',
      },
      idempotency: {
        title: 'Idempotent requests',
        text: 'When a connection breaks, you cannot know whether a POST was carried out. Send an Idempotency-Key of your choice: for 24 hours, the same request with the same key returns the first response again, with Idempotency-Replayed: true. An upload that is repeated in this way is not stored twice.',
        upload: 'Upload twice with the same key',
      },
      lists: {
        title: 'Lists',
        text: 'A page of a list holds up to 200 items. If there are more, it also has a cursor and a Link header. Follow the links to get each item exactly once, even while items are added.',
        readAll: 'Read a whole list',
      },
      streams: {
        title: 'Event streams',
        text: 'The progress of long operations is sent as it happens, as text/event-stream. Each event has an id. After an interruption, send the last id in Last-Event-ID to continue without missing events. 204 means that no more events will follow. A "close" event says why the server ended the stream.',
        curl: 'Watch the processing of a document',
        fetch: 'The same with fetch, which can send a token',
      },
      errors: {
        title: 'Errors',
        text: 'Each response that reports an error is a problem document as defined in RFC 9457. Programs should use its code; its type is the address of a page that explains the code. In errors, each invalid value is identified by a JSON Pointer. Too many requests get 429, with Retry-After and the RateLimit fields.',
        example: 'Show an example',
      },
    },
    reference: {
      title: 'Reference',
      about:
        'Generated from the schemas that validate the requests, as {openapi}. Each GET operation also supports HEAD.',
      openapi: 'OpenAPI 3.1',
      filter: 'Filter operations',
      filterExample: 'upload, sessions, PATCH…',
      noMatches: 'No operation matches the filter.',
    },
    operation: {
      isPublic: 'Does not require signing in.',
      requiresSignIn: 'Requires signing in.',
      requiresPermission: 'Requires the permission {permission}',
      parameter: 'Parameter',
      location: 'Location',
      values: 'Values',
      required: 'required',
      requestBody: (contentType: string) => `Request body, ${contentType}`,
      responseBody: (status: string, contentType: string) => `Response body, ${status}, ${contentType}`,
      otherStatuses: (statuses: string) => `Other responses: ${statuses}`,
    },
    console: {
      label: (method: string, path: string) => `Try ${method} ${path}`,
      signInToTry: '{signIn} to try this operation here.',
      signIn: 'Sign in',
      body: 'Body',
      file: 'PDF file',
      send: 'Send',
      outcome: '{status} in {milliseconds} ms',
      responseHeaders: 'Response headers',
      responseBody: 'Response body',
      noResponse: 'No response',
      binary: (bytes: number, contentType: string) => `${bytes.toLocaleString()} bytes of ${contentType}`,
      truncated: (text: string, omittedChars: number) => `${text}\n… ${omittedChars} more characters`,
    },
    code: {
      format: 'Copy as',
      request: (format: string) => `Request as ${format}`,
      copy: (label: string) => `Copy: ${label}`,
      copied: 'Copied',
    },
    problems: {
      title: 'Error codes',
      about:
        'Each response that reports an error is a problem document as defined in RFC 9457. Programs should use its code, which does not change.',
      notFound: 'Not found',
      code: 'Code',
      status: 'Status',
      explanation:
        'If there is more to say, it is in the {detail} of the response. Its {requestId} identifies the entry in the log of the server. {allCodes}',
    },
  },
})
