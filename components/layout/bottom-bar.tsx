'use client'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/cx.ts'
import { Sheet } from '#components/ui/dialog.tsx'
import { useMe } from './me.tsx'
import { layoutMessages } from './messages.ts'
import { NavLink } from './nav-link.tsx'
import { findAdminItem, isCurrentSection, mainItems, settingsItem } from './navigation.ts'
import { ThemeSwitch } from './theme-switch.tsx'
import { useSignOut } from './use-sign-out.ts'

const { navigation: messages } = layoutMessages
const cellClass = 'flex h-14 flex-1 cursor-pointer flex-col items-center justify-center gap-0.5 text-small'

/** The navigation of narrow screens, at the bottom; hidden in the document viewer. */
export function BottomBar() {
  const pathname = usePathname()
  const me = useMe()
  const signOut = useSignOut()
  const [isOpen, setOpen] = useState(false)
  const admin = findAdminItem(me.permissions)
  if (pathname.startsWith('/documents/')) return null
  return (
    <nav
      aria-label={messages.main}
      className="flex shrink-0 border-t bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {mainItems.map(({ href, label, icon: Icon }) => (
        <Link
          key={href}
          href={href}
          {...(isCurrentSection(pathname, href) ? { 'aria-current': 'page' as const } : {})}
          className={cx(cellClass, isCurrentSection(pathname, href) ? 'font-medium text-accent' : 'text-ink-2')}
        >
          <Icon aria-hidden="true" className="size-5" />
          {label}
        </Link>
      ))}
      <button
        type="button"
        className={cx(cellClass, 'text-ink-2')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Ellipsis aria-hidden="true" className="size-5" />
        {messages.more}
      </button>
      <Sheet title={me.name} isOpen={isOpen} onOpenChange={setOpen}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a link inside was followed, by whatever means */}
        <div
          className="flex flex-col gap-1 p-3"
          onClick={(event) => (event.target as Element).closest('a') && setOpen(false)}
        >
          {[settingsItem, admin].map(
            (item) => item && <NavLink key={item.href} item={item} isCurrent={isCurrentSection(pathname, item.href)} />,
          )}
          <div className="mt-2 flex flex-wrap items-center justify-between gap-3 border-t pt-4">
            <ThemeSwitch hideLabel />
            <Button variant="quiet" onPress={signOut}>
              {layoutMessages.account.signOut}
            </Button>
          </div>
        </div>
      </Sheet>
    </nav>
  )
}
