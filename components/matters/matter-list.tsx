'use client'
import { useQuery } from '@tanstack/react-query'
import { Folders, Lock, Plus, Users } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useCan } from '#components/layout/me.tsx'
import { libraryMessages } from '#components/library/messages.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { MatterDialog } from './matter-dialog.tsx'
import { listAll, type Matter, mattersQuery } from './matter-queries.ts'
import { matterMessages } from './messages.ts'

const { list: messages } = matterMessages

/** The matters that the user is a member of. An administrator also sees the other matters, but not their documents. */
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
        title={matterMessages.title}
        below={matterMessages.description}
        actions={
          mayManage && (
            <Button variant="primary" onPress={() => setCreating(true)}>
              <Plus /> {matterMessages.create}
            </Button>
          )
        }
      />
      {own.isPending && (
        <Loading label={matterMessages.loading}>
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
        <EmptyState icon={<Folders />} title={messages.none}>
          {messages.noneHint}
        </EmptyState>
      )}
      {own.data && own.data.length > 0 && <OwnMatters matters={own.data} />}
      {others.length > 0 && (
        <section className="mt-12">
          <h2 className="font-semibold text-lead">{messages.others}</h2>
          <p className="mb-3 text-ink-2 text-small">{messages.othersHint}</p>
          <MatterRows matters={others} />
        </section>
      )}
      <MatterDialog isOpen={isCreating} onOpenChange={setCreating} />
    </>
  )
}

/** Above this number the list has a field to filter it. */
const maxWithoutFilter = 12

function OwnMatters({ matters }: { matters: readonly Matter[] }) {
  const [text, setText] = useState('')
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const matching = matters.filter(({ name, reference }) => {
    const searched = `${name} ${reference ?? ''}`.toLocaleLowerCase()
    return words.every((word) => searched.includes(word))
  })
  return (
    <>
      {matters.length > maxWithoutFilter && (
        <SearchField label={messages.filter} value={text} onChange={setText} className="mb-4 w-full sm:w-72" />
      )}
      {matching.length > 0 ? (
        <MatterRows matters={matching} />
      ) : (
        <EmptyState
          icon={<Folders />}
          title={messages.noMatch}
          actions={<Button onPress={() => setText('')}>{messages.clearFilter}</Button>}
        >
          {messages.noMatchHint}
        </EmptyState>
      )}
    </>
  )
}

function MatterRows({ matters }: { matters: readonly Matter[] }) {
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
                <span>{libraryMessages.documentCount(matter.documentCount, locale)}</span>
              )}
              <span className="inline-flex items-center gap-1">
                {matter.isPersonal ? <Lock className="size-3.5" /> : <Users className="size-3.5" />}
                {matter.isPersonal ? matterMessages.personal : matterMessages.memberCount(matter.memberCount, locale)}
              </span>
            </p>
          </div>
          {matter.role && !matter.isPersonal && <Badge>{matterMessages.roles[matter.role].label}</Badge>}
          <RelativeTime value={matter.updatedAt} className="w-24 text-right text-ink-3 text-small max-sm:hidden" />
        </li>
      ))}
    </ul>
  )
}
