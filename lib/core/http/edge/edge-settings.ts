/**
 * The settings that middleware.ts needs, read as env.ts reads them: env.ts uses Node APIs that the edge runtime does not have. They
 * were validated when the server started.
 */
export function edgeSettings() {
  const { AUTH_URL, AUTH_SECRET, PORT, LEXAI_CORS_ORIGINS, AUTH_GOOGLE_ID, LEXAI_GOOGLE_ISSUER } = process.env
  return {
    publicOrigin: new URL(AUTH_URL || `http://localhost:${PORT || 3000}`).origin,
    authSecrets: list(AUTH_SECRET),
    corsOrigins: list(LEXAI_CORS_ORIGINS).map((origin) => new URL(origin).origin),
    formTargets: AUTH_GOOGLE_ID ? [new URL(LEXAI_GOOGLE_ISSUER || 'https://accounts.google.com').origin] : [],
  }
}

function list(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}
