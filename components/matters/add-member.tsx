'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { api } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { inputClass } from '#components/ui/field-parts.tsx'
import { Select } from '#components/ui/select.tsx'
import type { MatterRole } from '#lib/core/auth/permissions.ts'
import type { CandidateBody } from '#lib/matters/schema.ts'
import { roleChoices } from './member-roles.ts'
import { matterMessages } from './messages.ts'

const { members: messages } = matterMessages

/** Finds a person by at least two letters of their name or email address, and adds them to the matter. */
export function AddMember({ matterId }: { matterId: string }) {
  const client = useQueryClient()
  const router = useOnlineRouter()
  const [text, setText] = useState('')
  const [role, setRole] = useState<MatterRole>('editor')
  const q = useDeferredValue(text.trim())
  const candidates = useQuery({
    queryKey: ['matters', matterId, 'candidates', q],
    queryFn: ({ signal }) =>
      api<{ items: CandidateBody[] }>(`/matters/${matterId}/candidates`, { query: { q }, signal }),
    enabled: q.length > 1,
    placeholderData: keepPrevious,
  })
  const add = useMutation({
    mutationFn: (userId: string) => api(`/matters/${matterId}/members/${userId}`, { method: 'PUT', body: { role } }),
    onSuccess: async () => {
      setText('')
      await client.invalidateQueries({ queryKey: ['matters'] })
      router.refresh()
    },
    meta: { showsError: true },
  })
  const emptyText = q.length < 2 ? messages.tooShort : noCandidates(candidates)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-end gap-2">
        <ComboBox
          className="flex min-w-0 flex-1 flex-col gap-1.5"
          items={q.length > 1 ? (candidates.data?.items ?? []) : []}
          inputValue={text}
          onInputChange={setText}
          onChange={(userId) => userId && add.mutate(String(userId))}
          value={null}
          menuTrigger="input"
          allowsEmptyCollection={text.trim() !== ''}
          defaultFilter={() => true}
        >
          <Label className="font-medium text-small">{messages.add}</Label>
          <Input className={inputClass} placeholder={messages.addPlaceholder} />
          <Popover className="w-(--trigger-width) animate-appear rounded-md bg-sheet p-1 shadow-float">
            <ListBox
              className="max-h-72 overflow-auto outline-none"
              renderEmptyState={() => <p className="px-2 py-3 text-ink-3 text-small">{emptyText}</p>}
            >
              {(each: CandidateBody) => (
                <ListBoxItem
                  id={each.userId}
                  textValue={each.name}
                  className="cursor-pointer rounded-sm px-2 py-1.5 outline-none data-[focused]:bg-well"
                >
                  <span className="block truncate text-small">{each.name}</span>
                  <span className="block truncate text-ink-3 text-small">{each.email}</span>
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
        <Select label={messages.role} choices={roleChoices} value={role} onChange={setRole} className="w-28" />
      </div>
      <ProblemNotice error={add.error} />
    </div>
  )
}

function noCandidates({ isPaused, isFetching }: { isPaused: boolean; isFetching: boolean }): string {
  if (isPaused) return messages.offline
  return isFetching ? messages.searching : messages.noneFound
}
