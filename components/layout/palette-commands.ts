import type { Permission } from '#lib/core/auth/permissions.ts'
import { layoutMessages } from './messages.ts'
import { adminPages, mainItems, settingsPages } from './navigation.ts'
import type { Theme } from './theme.ts'

export type Command = { id: string; group: string; label: string; run: () => void }

type CommandOptions = {
  permissions: readonly Permission[]
  go: (href: string) => void
  setTheme: (theme: Theme) => void
  showShortcuts: () => void
  signOut: () => void
}

/** The commands that do not depend on the query: the pages that these permissions allow, and the actions. */
export function staticCommands({ permissions, go, setTheme, showShortcuts, signOut }: CommandOptions): Command[] {
  const { palette } = layoutMessages
  const { groups } = palette
  const toPageCommand = (group: string, { href, label }: { href: string; label: string }): Command => ({
    id: href,
    group,
    label,
    run: () => go(href),
  })
  return [
    ...mainItems.map((each) => toPageCommand(groups.pages, each)),
    ...settingsPages.map((each) => toPageCommand(groups.settings, each)),
    ...adminPages.filter(({ needs }) => permissions.includes(needs)).map((each) => toPageCommand(groups.admin, each)),
    { id: 'theme-light', group: groups.actions, label: palette.lightTheme, run: () => setTheme('light') },
    { id: 'theme-dark', group: groups.actions, label: palette.darkTheme, run: () => setTheme('dark') },
    { id: 'theme-system', group: groups.actions, label: palette.systemTheme, run: () => setTheme('system') },
    { id: 'developers', group: groups.actions, label: palette.developers, run: () => go('/developers') },
    { id: 'keys', group: groups.actions, label: palette.shortcuts, run: showShortcuts },
    { id: 'sign-out', group: groups.actions, label: palette.signOut, run: signOut },
  ]
}

/** The commands whose group and label contain every word of the query. */
export function filterCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ group, label }) => {
    const text = `${group} ${label}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
