'use client'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { formatBytes } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { versionsQuery } from '#components/viewer/document/document-query.ts'
import { downloadUrl } from '#components/viewer/document/page-query.ts'
import type { DocumentBody, VersionBody } from '#lib/documents/schema.ts'
import { UploadVersion } from './upload-version.tsx'

type Props = { document: DocumentBody; version: number; mayWrite: boolean; onOpen: (version: number) => void }

/** Every version, newest first; an older one opens in its place. */
export function VersionList({ document, version, mayWrite, onOpen }: Props) {
  const { data, error } = useQuery(versionsQuery(document.id))
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-medium font-sans text-small">Versions</h2>
      {error && <ProblemNotice error={error} />}
      {!data && !error && (
        <Loading label="Reading the versions">
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
            <span className="font-medium">Version {each.version}</span>
          ) : (
            <button
              type="button"
              onClick={() => onOpen(each.version)}
              className="cursor-pointer text-accent underline underline-offset-2"
            >
              Version {each.version}
            </button>
          )}
          {isOpen && <Badge tone="accent">Open</Badge>}
          {isNewest && <Badge>Newest</Badge>}
          {each.failure && <Badge tone="red">Could not be read</Badge>}
        </p>
        <p className="figures truncate text-ink-3">
          <RelativeTime value={each.createdAt} /> by {each.createdBy.name} · {formatBytes(each.bytes, locale)}
        </p>
      </div>
      <a
        href={downloadUrl(document.id, each.version)}
        aria-label={`Download version ${each.version}`}
        className="grid size-9 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-well hover:text-ink"
      >
        <Download aria-hidden="true" className="size-[18px]" />
      </a>
    </li>
  )
}
