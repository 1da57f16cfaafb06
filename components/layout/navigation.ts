import { Folders, Library, Search, Settings, ShieldCheck } from 'lucide-react'
import type { Permission } from '#lib/core/auth/permissions.ts'

export type Place = { href: string; label: string; icon: typeof Library; keys?: string }

export const workPlaces: readonly Place[] = [
  { href: '/library', label: 'Library', icon: Library },
  { href: '/search', label: 'Search', icon: Search, keys: '/' },
  { href: '/matters', label: 'Matters', icon: Folders },
]

export const settingsPlace: Place = { href: '/settings/profile', label: 'Settings', icon: Settings }

/** The rooms of the admin, each with what it takes to enter. */
export const adminPages: readonly { href: string; label: string; needs: Permission }[] = [
  { href: '/admin/people', label: 'People', needs: 'users:manage' },
  { href: '/admin/sessions', label: 'Sessions', needs: 'sessions:revoke' },
  { href: '/admin/audit', label: 'Audit', needs: 'audit:read' },
  { href: '/admin/ingest', label: 'Ingest', needs: 'users:manage' },
]

export const settingsPages = [
  { href: '/settings/profile', label: 'Profile' },
  { href: '/settings/sessions', label: 'Sessions' },
  { href: '/settings/keys', label: 'API keys' },
  { href: '/settings/appearance', label: 'Appearance' },
] as const

/** The way into the admin for somebody with these permissions; null for who has no room there. */
export function adminPlace(permissions: readonly Permission[]): Place | null {
  const first = adminPages.find((page) => permissions.includes(page.needs))
  return first ? { href: first.href, label: 'Admin', icon: ShieldCheck } : null
}

/** Whether a place is where one is: its own path or one below it. Settings and Admin count by their first step. */
export function isAt(pathname: string, href: string): boolean {
  const root = `/${href.split('/')[1]}`
  return pathname === root || pathname.startsWith(`${root}/`)
}
