'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { asApiError } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { formatBytes } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { toast } from '#components/ui/toast.tsx'
import { readDocumentKey } from '#components/viewer/document/document-query.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { detailsMessages } from './messages.ts'
import { sendVersion } from './send-version.ts'

const messages = detailsMessages.upload

type VersionUpload = { name: string; bytes: number; sent: number; abort: AbortController }

/** Lets the user choose a PDF and uploads it as the next version of the document. Earlier versions are kept. */
export function UploadVersion({ document }: { document: DocumentBody }) {
  const client = useQueryClient()
  const locale = useReaderLocale()
  const [upload, setUpload] = useState<VersionUpload | null>(null)

  async function send(file: File) {
    const abort = new AbortController()
    setUpload({ name: file.name, bytes: file.size, sent: 0, abort })
    const onSent = (sent: number) => setUpload((before) => before && { ...before, sent: Math.min(sent, before.bytes) })
    try {
      const stored = await sendVersion(document, file, { signal: abort.signal, onSent })
      await client.invalidateQueries({ queryKey: readDocumentKey(document.id) })
      await client.invalidateQueries({ queryKey: ['documents', 'versions', document.id] })
      if (stored?.version === document.version) toast.done(messages.unchanged)
      else toast.done(messages.stored(stored?.version ?? document.version + 1))
    } catch (thrown) {
      if (!abort.signal.aborted) {
        const error = asApiError(thrown)
        toast.failed(error.message, error.detail ?? undefined)
      }
    } finally {
      setUpload(null)
    }
  }

  if (upload) {
    const sent = messages.progress(formatBytes(upload.sent, locale), formatBytes(upload.bytes, locale))
    return (
      <div className="flex items-end gap-3">
        <Progress
          label={messages.uploading(upload.name)}
          value={upload.sent}
          max={upload.bytes}
          text={sent}
          className="flex-1"
        />
        <Button size="small" onPress={() => upload.abort.abort()}>
          {messages.cancel}
        </Button>
      </div>
    )
  }
  return (
    <FileTrigger
      acceptedFileTypes={['application/pdf', '.pdf']}
      onSelect={(files) => {
        const file = files?.[0]
        if (file) void send(file)
      }}
    >
      <Button size="small">
        <Upload aria-hidden="true" />
        {messages.start}
      </Button>
    </FileTrigger>
  )
}
