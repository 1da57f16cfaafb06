const hour = 3_600_000
const day = 24 * hour

/** The maximum time without use (idle) and in total (absolute), in milliseconds. */
export const sessionLifetimes = {
  web: { idle: 7 * day, absolute: 30 * day },
  api: { idle: 30 * day, absolute: 90 * day },
} as const
export type SessionKind = keyof typeof sessionLifetimes

/** The minimum time between two updates of `lastSeenAt`. */
export const lastSeenIntervalMs = 60_000

export const accessTokenSeconds = 300
export const refreshGraceMs = 10_000
