'use client'
import { Check, Copy } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { formatBytes, formatCount, formatNumber } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DocumentBody } from '#lib/documents/schema.ts'

/** Who brought it, when, how much of it could be read, and the digest that says which bytes these are. */
export function DetailsFacts({ document }: { document: DocumentBody }) {
  const locale = useReaderLocale()
  const { coverage, pageCount, status } = document
  const number = (value: number) => formatNumber(value, locale)
  const read = [
    coverage.text > 0 && (coverage.text === pageCount ? 'all with text' : `${number(coverage.text)} with text`),
    coverage.ocr > 0 && `${number(coverage.ocr)} read from pictures`,
    coverage.unreadable > 0 && `${number(coverage.unreadable)} not readable`,
  ].filter((each) => each !== false)
  const unknown = status === 'failed' ? 'Could not be counted' : 'Not known yet'
  return (
    <dl className="flex flex-col text-small">
      <Row name="Added">
        <RelativeTime value={document.createdAt} /> by {document.createdBy.name}
      </Row>
      <Row name="Changed">
        <RelativeTime value={document.updatedAt} />
      </Row>
      <Row name="Pages">{pageCount === null ? unknown : [number(pageCount), ...read].join(', ')}</Row>
      <Row name="File">
        <span className="[overflow-wrap:anywhere]">{document.fileName}</span>
      </Row>
      <Row name="Size">
        <span title={formatCount(document.bytes, 'byte', 'bytes', locale)}>{formatBytes(document.bytes, locale)}</span>
      </Row>
      <Row name="SHA-256">
        <Digest value={document.sha256} />
      </Row>
      {document.duplicateOf && (
        <Row name="Same bytes as">
          <Link href={`/documents/${document.duplicateOf}`} className="text-accent underline underline-offset-2">
            an earlier document
          </Link>
        </Row>
      )}
    </dl>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 border-b py-1.5 last:border-0">
      <dt className="w-24 shrink-0 text-ink-3">{name}</dt>
      <dd className="figures min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

function Digest({ value }: { value: string }) {
  const [isCopied, setCopied] = useState(false)
  return (
    <span className="flex items-center gap-1">
      <code title={value} className="min-w-0 flex-1 truncate font-mono">
        {value}
      </code>
      <IconButton
        label={isCopied ? 'Copied' : 'Copy the SHA-256'}
        className="-my-1.5 size-8"
        onPress={async () => {
          await navigator.clipboard.writeText(value)
          setCopied(true)
        }}
      >
        {isCopied ? <Check /> : <Copy />}
      </IconButton>
    </span>
  )
}
