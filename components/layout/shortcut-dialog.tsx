'use client'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { shortcutGroups } from './keyboard-shortcuts.ts'
import { layoutMessages } from './messages.ts'

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

export function ShortcutDialog({ isOpen, onOpenChange }: Props) {
  return (
    <Dialog title={layoutMessages.shortcuts.title} isOpen={isOpen} onOpenChange={onOpenChange} width="medium">
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {shortcutGroups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className="pb-1 text-ink-3 text-small">{title}</h3>
            <dl>
              {shortcuts.map(({ keys, label }) => (
                <div key={keys} className="flex items-center justify-between gap-4 border-b py-1.5 last:border-0">
                  <dt>{label}</dt>
                  <dd>
                    <Kbd>{keys}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
