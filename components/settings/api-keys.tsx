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
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import type { ApiKeyBody } from '#lib/api-keys/schema.ts'
import { ApiKeyForm } from './api-key-form.tsx'
import { ApiKeyList } from './api-key-list.tsx'
import { SettingsSection } from './settings-section.tsx'

/** The keys by which one's own programs use LexAI. */
export function ApiKeys() {
  const [isCreating, setCreating] = useState(false)
  const keys = useQuery({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => api<{ items: ApiKeyBody[] }>('/api-keys', { signal }),
  })
  return (
    <SettingsSection
      title="API keys"
      about={
        <>
          A key lets a program of yours do what its scopes say, and never more than you may yourself.{' '}
          <Link href="/developers" className="text-accent underline underline-offset-2">
            How to use one
          </Link>
        </>
      }
    >
      {keys.isPending && (
        <Loading label="The keys are loading">
          <Skeleton className="h-14" />
        </Loading>
      )}
      {keys.isError && <ProblemState error={keys.error} onRetry={() => keys.refetch()} />}
      {keys.data?.items.length === 0 && (
        <EmptyState
          icon={<KeyRound />}
          title="No keys yet"
          actions={
            <Button variant="primary" onPress={() => setCreating(true)}>
              <Plus /> New key
            </Button>
          }
        >
          Make one for each program, so that each can be shut out by itself.
        </EmptyState>
      )}
      {keys.data && keys.data.items.length > 0 && (
        <>
          <ApiKeyList label="API keys" path="/api-keys" queryKey={['api-keys']} apiKeys={keys.data.items} />
          <Button className="mt-5" onPress={() => setCreating(true)}>
            <Plus /> New key
          </Button>
        </>
      )}
      <Dialog title="New API key" isOpen={isCreating} onOpenChange={setCreating}>
        <ApiKeyForm onClose={() => setCreating(false)} />
      </Dialog>
    </SettingsSection>
  )
}
