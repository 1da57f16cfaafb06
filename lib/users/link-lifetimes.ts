const hour = 3_600_000

/** How long a mailed link works, by what it is for. */
export const linkLifetimeMs = { registration: 24 * hour, reset: hour, invite: 7 * 24 * hour } as const
export type LinkPurpose = keyof typeof linkLifetimeMs
