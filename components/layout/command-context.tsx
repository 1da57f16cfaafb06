'use client'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { undoHistory } from '#components/ui/undo-history.ts'
import { useKeys } from '#components/ui/use-keys.ts'
import { CommandPalette } from './command-palette.tsx'
import { ShortcutDialog } from './shortcut-dialog.tsx'
import { useOnlineRouter } from './use-online-router.ts'

type Commands = { openPalette: () => void; showShortcuts: () => void }

const CommandContext = createContext<Commands | null>(null)

/** The keyboard shortcuts of every page, the command palette and the list of shortcuts. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const router = useOnlineRouter()
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  const commands = { openPalette: () => setOpen('palette'), showShortcuts: () => setOpen('shortcuts') }
  useKeys(
    {
      'mod+k': () => setOpen(open === 'palette' ? null : 'palette'),
      '?': commands.showShortcuts,
      '/': () => router.push('/search'),
      z: () => undoHistory.undoLast(),
    },
    { isGlobal: true },
  )
  return (
    <CommandContext value={commands}>
      {children}
      <CommandPalette
        isOpen={open === 'palette'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : null)}
        onShowShortcuts={commands.showShortcuts}
      />
      <ShortcutDialog isOpen={open === 'shortcuts'} onOpenChange={(isOpen) => setOpen(isOpen ? 'shortcuts' : null)} />
    </CommandContext>
  )
}

export function useCommands(): Commands {
  const commands = useContext(CommandContext)
  if (!commands) throw new Error('useCommands needs a CommandProvider above it')
  return commands
}
