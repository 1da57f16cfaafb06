import { Folders, Library, Search, Settings, ShieldCheck } from 'lucide-react'
import type { Permission } from '#lib/core/auth/permissions.ts'
import { layoutMessages } from './messages.ts'

const { navigation: messages } = layoutMessages

export type NavigationItem = { href: string; label: string; icon: typeof Library; keys?: string }

export const mainItems: readonly NavigationItem[] = [
  { href: '/library', label: messages.library, icon: Library },
  { href: '/search', label: messages.search, icon: Search, keys: '/' },
  { href: '/matters', label: messages.matters, icon: Folders },
]

export const settingsItem: NavigationItem = { href: '/settings/profile', label: messages.settings, icon: Settings }

/** The admin pages, each with the permission that it requires. */
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

/** The link to the first admin page that these permissions allow; null if they allow none. */
export function findAdminItem(permissions: readonly Permission[]): NavigationItem | null {
  const first = adminPages.find((page) => permissions.includes(page.needs))
  return first ? { href: first.href, label: messages.admin, icon: ShieldCheck } : null
}

/** Whether a link leads to the current section: only the first segment of the paths is compared. */
export function isCurrentSection(pathname: string, href: string): boolean {
  const root = `/${href.split('/')[1]}`
  return pathname === root || pathname.startsWith(`${root}/`)
}
