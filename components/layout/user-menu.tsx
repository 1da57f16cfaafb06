'use client'
import { Keyboard, KeyRound, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { Button } from 'react-aria-components'
import { cx } from '#components/ui/cx.ts'
import { Menu, MenuGroup, MenuItem, MenuLine, MenuTrigger } from '#components/ui/menu.tsx'
import { useCommands } from './command-context.tsx'
import { useMe } from './me.tsx'
import { layoutMessages } from './messages.ts'
import { useTheme } from './theme-provider.tsx'
import { useSignOut } from './use-sign-out.ts'

const { account: messages, theme } = layoutMessages

/** The menu of the signed-in user: profile, sessions, shortcuts, theme and signing out. */
export function UserMenu({ isCompact = false }: { isCompact?: boolean }) {
  const me = useMe()
  const { setTheme } = useTheme()
  const signOut = useSignOut()
  const { showShortcuts } = useCommands()
  return (
    <MenuTrigger>
      <Button
        aria-label={messages.trigger(me.name)}
        className={cx(
          'flex w-full cursor-pointer items-center gap-2.5 rounded-md p-1.5 text-left hover:bg-line/50',
          isCompact && 'justify-center',
        )}
      >
        <Initials name={me.name} />
        {!isCompact && (
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-small leading-4">{me.name}</span>
            <span className="block truncate text-ink-3 text-small leading-4">{me.email}</span>
          </span>
        )}
      </Button>
      <Menu label={messages.label} placement="top start">
        <MenuGroup>
          <MenuItem icon={<UserRound />} href="/settings/profile">
            {messages.profile}
          </MenuItem>
          <MenuItem icon={<KeyRound />} href="/settings/sessions">
            {messages.sessions}
          </MenuItem>
          <MenuItem icon={<Keyboard />} keys="?" onAction={showShortcuts}>
            {messages.shortcuts}
          </MenuItem>
        </MenuGroup>
        <MenuLine />
        <MenuGroup title={theme.label}>
          <MenuItem icon={<Sun />} onAction={() => setTheme('light')}>
            {theme.light}
          </MenuItem>
          <MenuItem icon={<Moon />} onAction={() => setTheme('dark')}>
            {theme.dark}
          </MenuItem>
          <MenuItem icon={<Monitor />} onAction={() => setTheme('system')}>
            {theme.system}
          </MenuItem>
        </MenuGroup>
        <MenuLine />
        <MenuItem icon={<LogOut />} onAction={signOut}>
          {messages.signOut}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}

export function Initials({ name }: { name: string }) {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('')
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-wash font-medium text-accent text-small"
    >
      {letters.toUpperCase() || '?'}
    </span>
  )
}
