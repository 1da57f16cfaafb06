'use client'
import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import type { ApiKeyBody } from '#lib/api-keys/schema.ts'
import { ApiKeyForm } from './api-key-form.tsx'
import { ApiKeyList } from './api-key-list.tsx'
import { settingsMessages } from './messages.ts'
import { SettingsSection } from './settings-section.tsx'

const { apiKeys: messages, apiKeyForm } = settingsMessages

/** The user's own API keys. */
export function ApiKeys() {
  const [isCreating, setCreating] = useState(false)
  const keys = useQuery({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => api<{ items: ApiKeyBody[] }>('/api-keys', { signal }),
  })
  return (
    <SettingsSection
      title={messages.title}
      about={
        <FilledText
          text={messages.about}
          values={{
            guide: (
              <Link href="/developers" className="text-accent underline underline-offset-2">
                {messages.guide}
              </Link>
            ),
          }}
        />
      }
    >
      {keys.isPending && (
        <Loading label={messages.loading}>
          <Skeleton className="h-14" />
        </Loading>
      )}
      {keys.isError && <ProblemState error={keys.error} onRetry={() => keys.refetch()} />}
      {keys.data?.items.length === 0 && (
        <EmptyState
          icon={<KeyRound />}
          title={messages.emptyTitle}
          actions={
            <Button variant="primary" onPress={() => setCreating(true)}>
              <Plus /> {messages.create}
            </Button>
          }
        >
          {messages.empty}
        </EmptyState>
      )}
      {keys.data && keys.data.items.length > 0 && (
        <>
          <ApiKeyList label={messages.list} path="/api-keys" queryKey={['api-keys']} apiKeys={keys.data.items} />
          <Button className="mt-5" onPress={() => setCreating(true)}>
            <Plus /> {messages.create}
          </Button>
        </>
      )}
      <Dialog title={apiKeyForm.title} isOpen={isCreating} onOpenChange={setCreating}>
        <ApiKeyForm onClose={() => setCreating(false)} />
      </Dialog>
    </SettingsSection>
  )
}
