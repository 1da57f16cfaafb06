'use client'
import { useQuery } from '@tanstack/react-query'
import { Folders, Lock, Plus, Users } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useCan } from '#components/layout/me.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatCount } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { MatterDialog } from './matter-dialog.tsx'
import { listAll, type Matter, mattersQuery } from './matter-queries.ts'

/** The matters one is in; an administrator sees the walls of the others too, and nothing behind them. */
export function MatterList() {
  const mayManage = useCan('matters:manage')
  const isAdmin = useCan('users:manage')
  const [isCreating, setCreating] = useState(false)
  const own = useQuery(mattersQuery())
  const all = useQuery({
    queryKey: ['matters', 'all'],
    queryFn: ({ signal }) => listAll<Matter>('/matters', signal, { scope: 'all' }),
    enabled: isAdmin,
  })
  const others = all.data?.filter(({ role }) => role === null) ?? []
  return (
    <>
      <PageHeader
        title="Matters"
        below="A matter holds documents, and only its members see them."
        actions={
          mayManage && (
            <Button variant="primary" onPress={() => setCreating(true)}>
              <Plus /> New matter
            </Button>
          )
        }
      />
      {own.isPending && (
        <Loading label="The matters are loading">
          {['w-1/3', 'w-1/2', 'w-2/5'].map((width) => (
            <div key={width} className="border-b py-4">
              <Skeleton className={`h-4 ${width}`} />
              <Skeleton className="mt-2 h-3 w-32" />
            </div>
          ))}
        </Loading>
      )}
      {own.isError && <ProblemState error={own.error} onRetry={() => own.refetch()} />}
      {own.data?.length === 0 && (
        <EmptyState icon={<Folders />} title="You are in no matter yet">
          Somebody who owns one can put you into it.
        </EmptyState>
      )}
      {own.data && own.data.length > 0 && <Own matters={own.data} />}
      {others.length > 0 && (
        <section className="mt-12">
          <h2 className="font-semibold text-lead">Other matters</h2>
          <p className="mb-3 text-ink-2 text-small">
            You may decide who is in them. Their documents show only to members.
          </p>
          <Rows matters={others} />
        </section>
      )}
      <MatterDialog isOpen={isCreating} onOpenChange={setCreating} />
    </>
  )
}

/** With so many, one looks for a name rather than through the list. */
const manyMatters = 12

function Own({ matters }: { matters: readonly Matter[] }) {
  const [text, setText] = useState('')
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const fitting = matters.filter(({ name, reference }) => {
    const known = `${name} ${reference ?? ''}`.toLocaleLowerCase()
    return words.every((word) => known.includes(word))
  })
  return (
    <>
      {matters.length > manyMatters && (
        <SearchField
          label="Filter by name or reference"
          value={text}
          onChange={setText}
          className="mb-4 w-full sm:w-72"
        />
      )}
      {fitting.length > 0 ? (
        <Rows matters={fitting} />
      ) : (
        <EmptyState
          icon={<Folders />}
          title="No matter goes by that name"
          actions={<Button onPress={() => setText('')}>Show them all</Button>}
        >
          Try fewer letters, or its reference.
        </EmptyState>
      )}
    </>
  )
}

const roleWords = { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' }

function Rows({ matters }: { matters: readonly Matter[] }) {
  const locale = useReaderLocale()
  return (
    <ul className="border-t">
      {matters.map((matter) => (
        <li key={matter.id} className="relative flex items-center gap-4 border-b px-1 py-3.5 hover:bg-well/70">
          <div className="min-w-0 flex-1">
            <Link
              href={`/matters/${matter.id}`}
              dir="auto"
              className="line-clamp-2 break-words text-left font-medium after:absolute after:inset-0"
            >
              {matter.name}
            </Link>
            <p className="figures mt-0.5 flex flex-wrap items-center gap-x-3 text-ink-3 text-small">
              {matter.reference && <span>{matter.reference}</span>}
              {matter.documentCount !== null && (
                <span>{formatCount(matter.documentCount, 'document', 'documents', locale)}</span>
              )}
              <span className="inline-flex items-center gap-1">
                {matter.isPersonal ? <Lock className="size-3.5" /> : <Users className="size-3.5" />}
                {matter.isPersonal ? 'Yours alone' : formatCount(matter.memberCount, 'member', 'members', locale)}
              </span>
            </p>
          </div>
          {matter.role && !matter.isPersonal && <Badge>{roleWords[matter.role]}</Badge>}
          <RelativeTime value={matter.updatedAt} className="w-24 text-right text-ink-3 text-small max-sm:hidden" />
        </li>
      ))}
    </ul>
  )
}
