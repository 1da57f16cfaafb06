'use client'
import { Check, Copy } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { FilledText } from '#components/ui/filled-text.tsx'
import { formatBytes, formatNumber } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { detailsMessages } from './messages.ts'

const messages = detailsMessages.facts

/** Facts about the document: who added it and when, its pages and how many have text, its file and the SHA-256 digest of it. */
export function DetailsFacts({ document }: { document: DocumentBody }) {
  const locale = useReaderLocale()
  const { coverage, pageCount, status } = document
  const number = (value: number) => formatNumber(value, locale)
  const pageKinds = [
    coverage.text > 0 &&
      (coverage.text === pageCount ? messages.allWithText : messages.withText(number(coverage.text))),
    coverage.ocr > 0 && messages.recognized(number(coverage.ocr)),
    coverage.unreadable > 0 && messages.unreadable(number(coverage.unreadable)),
  ].filter((each) => each !== false)
  const unknown = status === 'failed' ? messages.unknownPages : messages.pendingPages
  return (
    <dl className="flex flex-col text-small">
      <Row name={messages.added}>
        <FilledText
          text={messages.addedBy}
          values={{ time: <RelativeTime value={document.createdAt} />, name: document.createdBy.name }}
        />
      </Row>
      <Row name={messages.modified}>
        <RelativeTime value={document.updatedAt} />
      </Row>
      <Row name={messages.pages}>{pageCount === null ? unknown : [number(pageCount), ...pageKinds].join(', ')}</Row>
      <Row name={messages.file}>
        <span className="[overflow-wrap:anywhere]">{document.fileName}</span>
      </Row>
      <Row name={messages.size}>
        <span title={messages.bytes(document.bytes, number(document.bytes))}>
          {formatBytes(document.bytes, locale)}
        </span>
      </Row>
      <Row name={messages.digest}>
        <Digest value={document.sha256} />
      </Row>
      {document.duplicateOf && (
        <Row name={messages.duplicateOf}>
          <Link href={`/documents/${document.duplicateOf}`} className="text-accent underline underline-offset-2">
            {messages.earlierDocument}
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
        label={isCopied ? messages.copied : messages.copyDigest}
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
