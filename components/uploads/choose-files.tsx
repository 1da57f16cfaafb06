'use client'
import { FolderUp, Upload } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useKeys } from '#components/ui/use-keys.ts'
import { addFiles } from './add-files.ts'
import { uploadMessages } from './messages.ts'

const messages = uploadMessages.choose

/** The buttons that open the file picker of the browser for files and for a folder. The key `u` opens it for files. */
export function ChooseFiles({ matterId, hasFolder = true }: { matterId: string | null; hasFolder?: boolean }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  useKeys({ u: () => files.current?.click() })
  const addChosen = (input: HTMLInputElement) => {
    addFiles([...(input.files ?? [])], matterId)
    input.value = ''
  }
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        accept="application/pdf,.pdf"
        hidden
        aria-label={messages.files}
        onChange={(event) => addChosen(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={messages.folder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => addChosen(event.currentTarget)}
      />
      {hasFolder && (
        <IconButton label={messages.uploadFolder} className="max-sm:hidden" onPress={() => folder.current?.click()}>
          <FolderUp />
        </IconButton>
      )}
      <Button variant="primary" onPress={() => files.current?.click()}>
        <Upload />
        <span className="max-sm:sr-only">{messages.uploadFiles}</span>
        <span aria-hidden="true" className="sm:hidden">
          {messages.uploadFilesShort}
        </span>
      </Button>
    </>
  )
}
