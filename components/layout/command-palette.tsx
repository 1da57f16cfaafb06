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
import { type Command, matching, standingCommands } from './palette-commands.ts'
import { useTheme } from './theme-provider.tsx'
import { useOnlineRouter } from './use-online-router.ts'
import { useSignOut } from './use-sign-out.ts'

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; onShowKeys: () => void }

/** Ctrl K: every place, document and matter by a few letters of its name. */
export function CommandPalette({ isOpen, onOpenChange, onShowKeys }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className="fixed inset-0 z-50 flex animate-appear items-start justify-center bg-[rgb(20_18_14/0.35)] px-4 pt-[12dvh] dark:bg-[rgb(0_0_0/0.6)]"
    >
      <Modal className="w-full max-w-xl animate-rise overflow-hidden rounded-md bg-sheet shadow-float">
        <Dialog aria-label="Go anywhere, do anything" className="max-h-[60dvh] overflow-y-auto outline-none">
          {({ close }) => <PaletteBody onClose={close} onShowKeys={onShowKeys} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteBody({ onClose, onShowKeys }: { onClose: () => void; onShowKeys: () => void }) {
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
  // What is known here goes by its name at once, so it comes first; the documents arrive later, and may not push away what is lit.
  const commands: Command[] = [
    ...matching((matters.data ?? []).map(toCommand('Matters', '/matters/')), query).slice(0, query ? 6 : 4),
    ...matching(standingCommands({ permissions: me.permissions, go, setTheme, showKeys: onShowKeys, signOut }), query),
    ...(query ? [searchFor(query, go)] : []),
    ...(query.length > 1 ? titles.map(toCommand('Documents', '/documents/')) : []),
  ]
  const groups = [...Map.groupBy(commands, (command) => command.group)]
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label="Go anywhere, do anything" autoFocus className="sticky top-0 z-10 border-b bg-sheet">
        <Input
          placeholder="A document, a matter, a place…"
          className="h-12 w-full bg-transparent px-4 text-lead outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <Menu
        aria-label="What fits"
        className="p-1.5 outline-none"
        renderEmptyState={() => <p className="px-3 py-6 text-center text-ink-3">Nothing goes by that name.</p>}
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

function searchFor(query: string, go: (href: string) => void): Command {
  return {
    id: 'search',
    group: 'Search',
    label: `Search every document for “${query}”`,
    run: () => go(`/search?q=${encodeURIComponent(query)}`),
  }
}
