const hour = 3_600_000

/** The lifetime of a mailed link by its purpose. */
export const linkLifetimeMs = { registration: 24 * hour, reset: hour, invite: 7 * 24 * hour } as const
export type LinkPurpose = keyof typeof linkLifetimeMs
