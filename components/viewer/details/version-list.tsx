'use client'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { formatBytes } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { versionsQuery } from '#components/viewer/document/document-query.ts'
import { downloadUrl } from '#components/viewer/document/page-query.ts'
import type { DocumentBody, VersionBody } from '#lib/documents/schema.ts'
import { detailsMessages } from './messages.ts'
import { UploadVersion } from './upload-version.tsx'

const messages = detailsMessages.versions

type Props = { document: DocumentBody; version: number; mayWrite: boolean; onOpen: (version: number) => void }

/** All versions, newest first, each with its download. Opening an older one shows it in the viewer. */
export function VersionList({ document, version, mayWrite, onOpen }: Props) {
  const { data, error } = useQuery(versionsQuery(document.id))
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-medium font-sans text-small">{messages.title}</h2>
      {error && <ProblemNotice error={error} />}
      {!data && !error && (
        <Loading label={messages.loading}>
          <Skeleton className="h-12 w-full" />
        </Loading>
      )}
      {data && (
        <ul className="flex flex-col">
          {data.map((each) => (
            <VersionRow
              key={each.version}
              {...{ each, document, onOpen }}
              isOpen={each.version === version}
              isNewest={each.version === document.version}
            />
          ))}
        </ul>
      )}
      {mayWrite && <UploadVersion document={document} />}
    </section>
  )
}

type RowProps = {
  each: VersionBody
  document: DocumentBody
  isOpen: boolean
  isNewest: boolean
  onOpen: (version: number) => void
}

function VersionRow({ each, document, isOpen, isNewest, onOpen }: RowProps) {
  const locale = useReaderLocale()
  return (
    <li className="flex items-center gap-2 border-b py-2 last:border-0">
      <div className="min-w-0 flex-1 text-small">
        <p className="flex items-center gap-2">
          {isOpen ? (
            <span className="font-medium">{messages.version(each.version)}</span>
          ) : (
            <button
              type="button"
              onClick={() => onOpen(each.version)}
              className="cursor-pointer text-accent underline underline-offset-2"
            >
              {messages.version(each.version)}
            </button>
          )}
          {isOpen && <Badge tone="accent">{messages.open}</Badge>}
          {isNewest && <Badge>{messages.newest}</Badge>}
          {each.failure && <Badge tone="red">{messages.failed}</Badge>}
        </p>
        <p className="figures truncate text-ink-3">
          <FilledText
            text={messages.createdBy(formatBytes(each.bytes, locale))}
            values={{ time: <RelativeTime value={each.createdAt} />, name: each.createdBy.name }}
          />
        </p>
      </div>
      <a
        href={downloadUrl(document.id, each.version)}
        aria-label={messages.download(each.version)}
        className="grid size-9 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-well hover:text-ink"
      >
        <Download aria-hidden="true" className="size-[18px]" />
      </a>
    </li>
  )
}
