'use client'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { keyTable } from './key-table.ts'

export function KeyList({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <Dialog title="Keys" isOpen={isOpen} onOpenChange={onOpenChange} width="medium">
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {keyTable.map(({ place, rows }) => (
          <section key={place}>
            <h3 className="pb-1 text-ink-3 text-small">{place}</h3>
            <dl>
              {rows.map(({ keys, does }) => (
                <div key={keys} className="flex items-center justify-between gap-4 border-b py-1.5 last:border-0">
                  <dt>{does}</dt>
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
