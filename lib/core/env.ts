import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

const minSecretChars = 32

const list = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

const origin = z.string().refine((value) => {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username
}, 'must be an origin such as https://lexai.example.com')

const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.coerce.number(`must be a whole number of ${min} or more`).int('must be a whole number').min(min).max(max)

/** An address, or a network in CIDR notation. An IPv4 address must have four parts: short forms are usually typing errors. */
const network = z.string().refine((value) => {
  const [address = '', bits] = value.split('/')
  const isAddress = ipaddr.IPv6.isValid(address) || ipaddr.IPv4.isValidFourPartDecimal(address)
  return isAddress && (bits === undefined || (/^\d+$/.test(bits) && ipaddr.isValidCIDR(value)))
}, 'must be addresses or networks, such as 10.0.0.1 or 10.0.0.0/8')

/** A URL that PostgreSQL's client accepts, also one without a host. */
const postgresUrl = z.string().refine((value) => {
  const url = URL.parse(value) ?? URL.parse(value.replace('@/', '@localhost/'))
  return (
    url !== null &&
    /^postgres(ql)?:$/.test(url.protocol) &&
    [url.username, url.password, url.pathname].every(isDecodable)
  )
}, 'must be a PostgreSQL address: postgresql://user:password@host:5432/database')

const smtpUrl = z.string().refine((value) => {
  const url = URL.parse(value)
  return (
    url !== null &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    [url.username, url.password].every(isDecodable)
  )
}, 'must be an address such as smtp://user:password@host:587')

/** Bytes, or a share of the volume such as `5%`. */
const reserve = z
  .string()
  .trim()
  .regex(/^(\d{1,18}|\d{1,2}%)$/, 'must be a number of bytes, or a share of the volume such as 5%')
  .transform((value) => (value.endsWith('%') ? { share: Number.parseInt(value, 10) / 100 } : { bytes: Number(value) }))

const folderUrl = z.string().refine((value) => {
  try {
    return path.isAbsolute(fileURLToPath(value))
  } catch {
    return false
  }
}, 'must be the file:// URL of a folder')

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const settings = z
  .object({
    PORT: wholeNumber(1, 65_535).default(3000),
    AUTH_URL: origin.optional(),
    AUTH_SECRET: z
      .string()
      .transform(list)
      .refine(
        (secrets) => secrets.length > 0 && secrets.every((secret) => secret.length >= minSecretChars),
        `must be secrets of ${minSecretChars} characters or more, separated by commas`,
      )
      .optional(),
    DATABASE_URL: postgresUrl.optional(),
    LEXAI_DATABASE_OWNER_URL: postgresUrl.optional(),
    LEXAI_DATA_DIR: z.string().default('./data'),
    LEXAI_SIGNUP: z.enum(['invite', 'open'], 'must be "invite" or "open"').default('invite'),
    LEXAI_DEFAULT_ROLE: z.enum(['viewer', 'editor'], 'must be "viewer" or "editor"').default('editor'),
    LEXAI_STORAGE_URL: folderUrl.optional(),
    LEXAI_STORAGE_RESERVE: reserve.optional(),
    LEXAI_ADMIN_EMAIL: z.email('must be an email address').optional(),
    LEXAI_ADMIN_PASSWORD: z.string().min(8, 'must have 8 characters or more').max(256).optional(),
    LEXAI_CORS_ORIGINS: z
      .string()
      .transform(list)
      .pipe(z.array(origin.transform((value) => new URL(value).origin)))
      .default([]),
    LEXAI_MAX_UPLOAD_BYTES: wholeNumber(1).default(536_870_912),
    LEXAI_RATE_LIMIT_PER_MINUTE: wholeNumber(0).default(600),
    LEXAI_TRUST_PROXY: z.string().transform(list).pipe(z.array(network)).default([]),
    AUTH_GOOGLE_ID: z.string().optional(),
    AUTH_GOOGLE_SECRET: z.string().optional(),
    LEXAI_GOOGLE_ISSUER: z.url('must be an address').default('https://accounts.google.com'),
    LEXAI_ALLOW_INSECURE_ISSUER: z.string().optional(),
    SMTP_URL: smtpUrl.optional(),
    LEXAI_WORKERS: wholeNumber(0, 64).default(1),
    LEXAI_PDF_THREADS: wholeNumber(2, 64).default(2),
    LEXAI_LOG_LEVEL: z
      .enum(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug')
      .default('info'),
  })
  .superRefine((value, context) => {
    const addProblem = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (Boolean(value.AUTH_GOOGLE_ID) !== Boolean(value.AUTH_GOOGLE_SECRET)) {
      addProblem(
        value.AUTH_GOOGLE_ID ? 'AUTH_GOOGLE_SECRET' : 'AUTH_GOOGLE_ID',
        'is missing: Google sign-in requires both id and secret',
      )
    }
    if (value.LEXAI_DATABASE_OWNER_URL && !value.DATABASE_URL) {
      addProblem('LEXAI_DATABASE_OWNER_URL', 'requires DATABASE_URL')
    }
    if (!value.LEXAI_GOOGLE_ISSUER.startsWith('https://') && value.LEXAI_ALLOW_INSECURE_ISSUER !== '1') {
      addProblem('LEXAI_GOOGLE_ISSUER', 'must be https (a test may set LEXAI_ALLOW_INSECURE_ISSUER=1)')
    }
  })
  .transform((value) => ({
    port: value.PORT,
    /** The origin under which browsers reach LexAI; used for links, cookies and cross-site checks. */
    publicOrigin: new URL(value.AUTH_URL ?? `http://localhost:${value.PORT}`).origin,
    /** Newest first; empty only during a build, which signs nothing. */
    authSecrets: value.AUTH_SECRET ?? [],
    /** The scripts set it for the embedded database; the fallback is for builds, which do not connect. */
    databaseUrl: value.DATABASE_URL ?? 'postgresql://database-url-is-not-set.invalid/lexai',
    dataDir: path.resolve(/* turbopackIgnore: true */ value.LEXAI_DATA_DIR),
    signup: value.LEXAI_SIGNUP,
    defaultRole: value.LEXAI_DEFAULT_ROLE,
    /** Null: the data folder. */
    storageUrl: value.LEXAI_STORAGE_URL ?? null,
    /** Disk space that uploads must leave free; null: the smaller of 1 GiB and 5 % of the volume. */
    storageReserve: value.LEXAI_STORAGE_RESERVE ?? null,
    adminEmail: value.LEXAI_ADMIN_EMAIL ?? null,
    adminPassword: value.LEXAI_ADMIN_PASSWORD ?? null,
    corsOrigins: value.LEXAI_CORS_ORIGINS,
    maxUploadBytes: value.LEXAI_MAX_UPLOAD_BYTES,
    /** Requests per principal; 0 for no limit. */
    rateLimitPerMinute: value.LEXAI_RATE_LIMIT_PER_MINUTE,
    trustedProxies: value.LEXAI_TRUST_PROXY,
    google:
      value.AUTH_GOOGLE_ID && value.AUTH_GOOGLE_SECRET
        ? { id: value.AUTH_GOOGLE_ID, secret: value.AUTH_GOOGLE_SECRET, issuer: value.LEXAI_GOOGLE_ISSUER }
        : null,
    smtpUrl: value.SMTP_URL ?? null,
    workers: value.LEXAI_WORKERS,
    /** Threads with one PDFium instance each: one renders pages, the others extract text. */
    pdfThreads: value.LEXAI_PDF_THREADS,
    logLevel: value.LEXAI_LOG_LEVEL,
  }))

export type Env = z.output<typeof settings>

/** One line for each invalid setting: its name and the expected format, never its value, which may be a secret. */
export function describeEnvProblems(source: Record<string, string | undefined> = process.env): string[] {
  const result = settings.safeParse(withoutBlanks(source))
  return result.success ? [] : result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`)
}

let parsed: Env | null = null

function load(): Env {
  if (parsed) return parsed
  const problems = describeEnvProblems()
  if (problems.length > 0) throw new Error(problems.join('; '))
  parsed = settings.parse(withoutBlanks(process.env))
  return parsed
}

/** The typed settings, read from process.env on first use, so that scripts can set generated values before. */
export const env: Env = new Proxy({} as Env, { get: (_, name) => load()[name as keyof Env] })

/** Empty values, as in `.env` files, count as not set. */
function withoutBlanks(source: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())),
  )
}
