'use client'
import { Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { addFiles } from './add-files.ts'
import { droppedFiles } from './dropped-files.ts'
import { uploadMessages } from './messages.ts'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

const messages = uploadMessages.drop

/** Uploads files that are dropped anywhere on the page, and shows an overlay while files are dragged over it. */
export function DropArea({ matterId, matterName }: { matterId: string | null; matterName: string | null }) {
  const [isOver, setOver] = useState(false)
  const depth = useRef(0)
  useEffect(() => {
    const stop = new AbortController()
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', handle: (event: DragEvent) => void) =>
      window.addEventListener(type, (event) => hasFiles(event) && handle(event), { signal: stop.signal })
    const count = (by: number) => {
      depth.current = Math.max(0, depth.current + by)
      setOver(depth.current > 0)
    }
    on('dragenter', (event) => {
      event.preventDefault()
      count(1)
    })
    on('dragover', (event) => event.preventDefault())
    on('dragleave', () => count(-1))
    on('drop', async (event) => {
      event.preventDefault()
      count(-depth.current)
      if (event.dataTransfer) addFiles(await droppedFiles(event.dataTransfer), matterId)
    })
    return () => stop.abort()
  }, [matterId])
  if (!isOver) return null
  return (
    <div className="pointer-events-none fixed inset-2 z-30 grid animate-appear place-items-center rounded-md border-2 border-accent border-dashed bg-paper/85">
      <p className="flex items-center gap-3 font-semibold font-serif text-accent text-title">
        <Upload aria-hidden="true" /> {matterName ? messages.toUploadToMatter(matterName) : messages.toUpload}
      </p>
    </div>
  )
}
