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
import { sendVersion } from './send-version.ts'

type Sending = { name: string; bytes: number; sent: number; abort: AbortController }

/** Chooses a PDF and stores it as the next version of this document; the versions before stay. */
export function UploadVersion({
  document,
  label = 'Upload a new version',
}: {
  document: DocumentBody
  label?: string
}) {
  const client = useQueryClient()
  const locale = useReaderLocale()
  const [sending, setSending] = useState<Sending | null>(null)

  async function send(file: File) {
    const abort = new AbortController()
    setSending({ name: file.name, bytes: file.size, sent: 0, abort })
    const onSent = (sent: number) => setSending((before) => before && { ...before, sent: Math.min(sent, before.bytes) })
    try {
      const stored = await sendVersion(document, file, { signal: abort.signal, onSent })
      await client.invalidateQueries({ queryKey: readDocumentKey(document.id) })
      await client.invalidateQueries({ queryKey: ['documents', 'versions', document.id] })
      if (stored?.version === document.version)
        toast.done('These are the bytes of the newest version: nothing was added')
      else toast.done(`Version ${stored?.version ?? ''} is stored and being read`)
    } catch (thrown) {
      if (!abort.signal.aborted) {
        const error = asApiError(thrown)
        toast.failed(error.message, error.detail ?? undefined)
      }
    } finally {
      setSending(null)
    }
  }

  if (sending) {
    const sent = `${formatBytes(sending.sent, locale)} of ${formatBytes(sending.bytes, locale)}`
    return (
      <div className="flex items-end gap-3">
        <Progress
          label={`Sending ${sending.name}`}
          value={sending.sent}
          max={sending.bytes}
          text={sent}
          className="flex-1"
        />
        <Button size="small" onPress={() => sending.abort.abort()}>
          Cancel
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
        {label}
      </Button>
    </FileTrigger>
  )
}
