import { Folders, Library, Search, Settings, ShieldCheck } from 'lucide-react'
import type { Permission } from '#lib/core/auth/permissions.ts'
import { layoutMessages } from './messages.ts'

const { navigation: messages } = layoutMessages

export type Place = { href: string; label: string; icon: typeof Library; keys?: string }

export const workPlaces: readonly Place[] = [
  { href: '/library', label: messages.library, icon: Library },
  { href: '/search', label: messages.search, icon: Search, keys: '/' },
  { href: '/matters', label: messages.matters, icon: Folders },
]

export const settingsPlace: Place = { href: '/settings/profile', label: messages.settings, icon: Settings }

/** The rooms of the admin, each with what it takes to enter. */
export const adminPages: readonly { href: string; label: string; needs: Permission }[] = [
  { href: '/admin/people', label: messages.adminPages.people, needs: 'users:manage' },
  { href: '/admin/sessions', label: messages.adminPages.sessions, needs: 'sessions:revoke' },
  { href: '/admin/audit', label: messages.adminPages.audit, needs: 'audit:read' },
  { href: '/admin/ingest', label: messages.adminPages.processing, needs: 'users:manage' },
]

export const settingsPages = [
  { href: '/settings/profile', label: messages.settingsPages.profile },
  { href: '/settings/sessions', label: messages.settingsPages.sessions },
  { href: '/settings/keys', label: messages.settingsPages.apiKeys },
  { href: '/settings/appearance', label: messages.settingsPages.appearance },
] as const

/** The way into the admin for somebody with these permissions; null for who has no room there. */
export function adminPlace(permissions: readonly Permission[]): Place | null {
  const first = adminPages.find((page) => permissions.includes(page.needs))
  return first ? { href: first.href, label: messages.admin, icon: ShieldCheck } : null
}

/** Whether a place is where one is: its own path or one below it. Settings and Admin count by their first step. */
export function isAt(pathname: string, href: string): boolean {
  const root = `/${href.split('/')[1]}`
  return pathname === root || pathname.startsWith(`${root}/`)
}
