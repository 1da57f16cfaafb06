'use client'
import { FolderUp, Upload } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useKeys } from '#components/ui/use-keys.ts'
import { addFiles } from './add-files.ts'

/** The two buttons that open the system's own window: for files, for a folder. `u` opens the first. */
export function ChooseFiles({ matterId, hasFolder = true }: { matterId: string | null; hasFolder?: boolean }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  useKeys({ u: () => files.current?.click() })
  const take = (input: HTMLInputElement) => {
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
        aria-label="PDF files"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="A folder of PDF files"
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.currentTarget)}
      />
      {hasFolder && (
        <IconButton label="Upload a folder" className="max-sm:hidden" onPress={() => folder.current?.click()}>
          <FolderUp />
        </IconButton>
      )}
      <Button variant="primary" onPress={() => files.current?.click()}>
        <Upload />
        <span>
          Upload<span className="max-sm:sr-only"> PDFs</span>
        </span>
      </Button>
    </>
  )
}
