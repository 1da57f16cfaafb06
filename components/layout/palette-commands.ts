import type { Permission } from '#lib/core/auth/permissions.ts'
import { adminPages, settingsPages, workPlaces } from './navigation.ts'
import type { Theme } from './theme.ts'

export type Command = { id: string; group: string; label: string; run: () => void }

type Means = {
  permissions: readonly Permission[]
  go: (href: string) => void
  setTheme: (theme: Theme) => void
  showKeys: () => void
  signOut: () => Promise<void>
}

/** The commands that are always there for somebody with these permissions. */
export function standingCommands({ permissions, go, setTheme, showKeys, signOut }: Means): Command[] {
  const place = (group: string, { href, label }: { href: string; label: string }): Command => ({
    id: href,
    group,
    label,
    run: () => go(href),
  })
  return [
    ...workPlaces.map((each) => place('Go to', each)),
    ...settingsPages.map((each) => place('Settings', each)),
    ...adminPages.filter(({ needs }) => permissions.includes(needs)).map((each) => place('Admin', each)),
    { id: 'theme-light', group: 'Do', label: 'Light theme', run: () => setTheme('light') },
    { id: 'theme-dark', group: 'Do', label: 'Dark theme', run: () => setTheme('dark') },
    { id: 'theme-system', group: 'Do', label: 'Theme of the system', run: () => setTheme('system') },
    { id: 'developers', group: 'Do', label: 'API for developers', run: () => go('/developers') },
    { id: 'keys', group: 'Do', label: 'Show the keys', run: showKeys },
    { id: 'sign-out', group: 'Do', label: 'Sign out', run: () => void signOut() },
  ]
}

/** Those whose group and label hold every word of the query. */
export function matching(commands: readonly Command[], query: string): Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ group, label }) => {
    const text = `${group} ${label}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
