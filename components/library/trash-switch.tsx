'use client'
import { ArrowLeft, Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { libraryMessages } from './messages.ts'

export function TrashSwitch({ isTrash, onChange }: { isTrash: boolean; onChange: (isTrash: boolean) => void }) {
  return (
    <Button variant="quiet" onPress={() => onChange(!isTrash)}>
      {isTrash ? <ArrowLeft /> : <Trash2 />}
      <span className={isTrash ? '' : 'max-sm:sr-only'}>
        {isTrash ? libraryMessages.backToDocuments : libraryMessages.trash}
      </span>
    </Button>
  )
}
