import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { env } from '#lib/core/env.ts'
import { recordPrincipal } from '#lib/core/http/access-log.ts'
import { callerOf } from '#lib/core/http/caller.ts'
import { pathHeader } from '#lib/core/http/reserved-headers.ts'
import { authenticateCookie } from './authenticate.ts'
import { can, type Permission } from './permissions.ts'
import type { UserPrincipal } from './principal.ts'
import { sessionCookieName } from './session-cookie.ts'
import type { EndReason } from './session-state.ts'

const readVisitor = cache(async (): Promise<{ principal: UserPrincipal | null; ended: EndReason | null }> => {
  const cookie = (await cookies()).get(sessionCookieName(env.publicOrigin))?.value
  if (!cookie) return { principal: null, ended: null }
  const visitor = await authenticateCookie(cookie, callerOf(await headers()))
  recordPrincipal(visitor.principal)
  return visitor
})

/** The principal of the current page request; null without a valid session. Authenticated once per request. */
export async function findPrincipal(): Promise<UserPrincipal | null> {
  return (await readVisitor()).principal
}

/**
 * The principal of the current page request. Without a valid session, redirects to the sign-in page, with the reason if a session ended.
 * Responds with 404 if the principal lacks `permission`.
 */
export async function requirePrincipal(permission?: Permission): Promise<UserPrincipal> {
  const { principal, ended } = await readVisitor()
  if (!principal) {
    const query = new URLSearchParams()
    const path = (await headers()).get(pathHeader)
    if (path && path !== '/') query.set('returnTo', path)
    if (ended) query.set('ended', ended)
    redirect(query.size > 0 ? `/sign-in?${query}` : '/sign-in')
  }
  if (permission && !can(principal, permission)) notFound()
  return principal
}
