'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { mattersQuery } from '#components/matters/matter-queries.ts'
import { cx } from '#components/ui/cx.ts'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { useMe } from './me.tsx'
import { layoutMessages } from './messages.ts'
import { NavLink } from './nav-link.tsx'
import { findAdminItem, isCurrentSection, mainItems, settingsItem } from './navigation.ts'
import { UserMenu } from './user-menu.tsx'
import { Wordmark } from './wordmark.tsx'

const { navigation: messages } = layoutMessages

/** Further matters are one link to the list of all. */
const maxMatters = 12

/** The navigation at the left. In the document viewer it is a rail of icons, to leave more room for the page. */
export function Sidebar() {
  const pathname = usePathname()
  const me = useMe()
  const isRail = pathname.startsWith('/documents/')
  const admin = findAdminItem(me.permissions)
  return (
    <nav
      aria-label={messages.main}
      className={cx(
        'hidden h-full shrink-0 flex-col border-r bg-well/60 py-3 md:flex',
        isRail ? 'w-14 px-2' : 'w-60 px-3',
      )}
    >
      <Wordmark isCompact={isRail} />
      <ul className="mt-3 flex flex-col gap-0.5">
        {mainItems.map((item) => (
          <li key={item.href}>
            <NavLink
              item={item}
              isCompact={isRail}
              isCurrent={isCurrentSection(pathname, item.href) && !pathname.startsWith('/matters/')}
            />
          </li>
        ))}
      </ul>
      {isRail ? <div className="flex-1" /> : <MatterLinks pathname={pathname} />}
      <ul className="flex flex-col gap-0.5 pt-2">
        {[settingsItem, admin].map(
          (item) =>
            item && (
              <li key={item.href}>
                <NavLink item={item} isCompact={isRail} isCurrent={isCurrentSection(pathname, item.href)} />
              </li>
            ),
        )}
      </ul>
      <div className="mt-2 border-t pt-2">
        <UserMenu isCompact={isRail} />
      </div>
    </nav>
  )
}

function MatterLinks({ pathname }: { pathname: string }) {
  const locale = useReaderLocale()
  const { data } = useQuery(mattersQuery())
  const more = (data?.length ?? 0) - maxMatters
  return (
    <ul className="mt-1 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto pb-2" aria-label={messages.matters}>
      {data?.slice(0, maxMatters).map((matter) => (
        <li key={matter.id}>
          <NavLink
            item={{ href: `/matters/${matter.id}`, label: matter.name }}
            isCurrent={pathname === `/matters/${matter.id}`}
          />
        </li>
      ))}
      {more > 0 && (
        <li>
          <NavLink
            item={{ href: '/matters', label: messages.moreMatters(formatNumber(more, locale)) }}
            isCurrent={false}
          />
        </li>
      )}
    </ul>
  )
}
