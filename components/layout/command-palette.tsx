'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { api } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import { mattersQuery } from '#components/matters/matter-queries.ts'
import { useMe } from './me.tsx'
import { layoutMessages } from './messages.ts'
import { type Command, filterCommands, staticCommands } from './palette-commands.ts'
import { useTheme } from './theme-provider.tsx'
import { useOnlineRouter } from './use-online-router.ts'
import { useSignOut } from './use-sign-out.ts'

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; onShowShortcuts: () => void }

const { palette: messages } = layoutMessages

/** The command palette (Ctrl K): pages, documents, matters and actions, filtered by words of their names. */
export function CommandPalette({ isOpen, onOpenChange, onShowShortcuts }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className="fixed inset-0 z-50 flex animate-appear items-start justify-center bg-[rgb(20_18_14/0.35)] px-4 pt-[12dvh] dark:bg-[rgb(0_0_0/0.6)]"
    >
      <Modal className="w-full max-w-xl animate-rise overflow-hidden rounded-md bg-sheet shadow-float">
        <Dialog aria-label={messages.label} className="max-h-[60dvh] overflow-y-auto outline-none">
          {({ close }) => <PaletteBody onClose={close} onShowShortcuts={onShowShortcuts} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteBody({ onClose, onShowShortcuts }: { onClose: () => void; onShowShortcuts: () => void }) {
  const router = useOnlineRouter()
  const signOut = useSignOut()
  const { setTheme } = useTheme()
  const me = useMe()
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const matters = useQuery(mattersQuery())
  const documents = useQuery({
    queryKey: ['palette', query],
    queryFn: ({ signal }) =>
      api<{ items: { id: string; title: string }[] }>('/documents', { query: { q: query, limit: 6 }, signal }),
    enabled: query.length > 1,
    placeholderData: keepPrevious,
  })
  const go = (href: string) => router.push(href)
  const toCommand = (group: string, base: string) => (each: { id: string; name: string }) => ({
    id: `${base}${each.id}`,
    group,
    label: each.name,
    run: () => go(`${base}${each.id}`),
  })
  const titles = (documents.data?.items ?? []).map(({ id, title }) => ({ id, name: title }))
  // The documents arrive later than the other commands: they come last, so that they do not move the focused item.
  const commands: Command[] = [
    ...filterCommands((matters.data ?? []).map(toCommand(messages.groups.matters, '/matters/')), query).slice(
      0,
      query ? 6 : 4,
    ),
    ...filterCommands(
      staticCommands({ permissions: me.permissions, go, setTheme, showShortcuts: onShowShortcuts, signOut }),
      query,
    ),
    ...(query ? [searchCommand(query, go)] : []),
    ...(query.length > 1 ? titles.map(toCommand(messages.groups.documents, '/documents/')) : []),
  ]
  const groups = [...Map.groupBy(commands, (command) => command.group)]
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label={messages.label} autoFocus className="sticky top-0 z-10 border-b bg-sheet">
        <Input
          placeholder={messages.placeholder}
          className="h-12 w-full bg-transparent px-4 text-lead outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <Menu
        aria-label={messages.results}
        className="p-1.5 outline-none"
        renderEmptyState={() => <p className="px-3 py-6 text-center text-ink-3">{messages.none}</p>}
        onAction={(id) => {
          onClose()
          commands.find((command) => command.id === id)?.run()
        }}
      >
        {groups.map(([group, rows]) => (
          <MenuSection key={group}>
            <Header className="px-2.5 pt-2 pb-1 text-ink-3 text-small">{group}</Header>
            {rows.map((row) => (
              <MenuItem
                key={row.id}
                id={row.id}
                textValue={row.label}
                className="cursor-pointer truncate rounded-sm px-2.5 py-1.5 outline-none data-[focused]:bg-well"
              >
                {row.label}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  )
}

function searchCommand(query: string, go: (href: string) => void): Command {
  return {
    id: 'search',
    group: messages.groups.search,
    label: messages.searchAll(query),
    run: () => go(`/search?q=${encodeURIComponent(query)}`),
  }
}
