'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ApiKeyBody } from '#lib/api-keys/schema.ts'
import { ApiKeyForm } from './api-key-form.tsx'
import { SettingsSection } from './settings-section.tsx'

/** The keys by which one's own programs use LexAI. */
export function ApiKeys() {
  const [isCreating, setCreating] = useState(false)
  const [doomed, setDoomed] = useState<ApiKeyBody | null>(null)
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
            <Button look="primary" onPress={() => setCreating(true)}>
              <Plus /> New key
            </Button>
          }
        >
          Make one for each program, so that each can be shut out by itself.
        </EmptyState>
      )}
      {keys.data && keys.data.items.length > 0 && (
        <>
          <ul className="border-t" aria-label="API keys">
            {keys.data.items.map((key) => (
              <KeyLine key={key.id} apiKey={key} onRevoke={() => setDoomed(key)} />
            ))}
          </ul>
          <Button className="mt-5" onPress={() => setCreating(true)}>
            <Plus /> New key
          </Button>
        </>
      )}
      <Dialog title="New API key" isOpen={isCreating} onOpenChange={setCreating}>
        <ApiKeyForm onClose={() => setCreating(false)} />
      </Dialog>
      <RevokeDialog apiKey={doomed} onClose={() => setDoomed(null)} />
    </SettingsSection>
  )
}

function KeyLine({ apiKey, onRevoke }: { apiKey: ApiKeyBody; onRevoke: () => void }) {
  const isOver = apiKey.expiresAt !== null && new Date(apiKey.expiresAt) < new Date()
  return (
    <li className="flex items-start gap-4 border-b py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{apiKey.name}</span>
          <code className="font-mono text-ink-3 text-small">{apiKey.prefix}…</code>
          {isOver && <Badge tone="amber">Expired</Badge>}
        </p>
        <p className="mt-1 flex flex-wrap gap-1">
          {apiKey.scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </p>
        <p className="figures mt-1 flex flex-wrap gap-x-3 text-ink-3 text-small">
          <span>
            {apiKey.lastUsedAt ? (
              <>
                Used <RelativeTime value={apiKey.lastUsedAt} />
              </>
            ) : (
              'Never used'
            )}
          </span>
          <span>
            {apiKey.expiresAt ? (
              <>
                Until <RelativeTime value={apiKey.expiresAt} />
              </>
            ) : (
              'Does not expire'
            )}
          </span>
        </p>
      </div>
      <Button size="small" look="danger" onPress={onRevoke} aria-label={`Revoke ${apiKey.name}`}>
        Revoke
      </Button>
    </li>
  )
}

/** A revoked key cannot be brought back; whatever uses it stops. So it is asked. */
function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyBody | null; onClose: () => void }) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => api(`/api-keys/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      toast.done(`${apiKey?.name ?? 'The key'} is revoked`)
      onClose()
      await client.invalidateQueries({ queryKey: ['api-keys'] })
    },
  })
  return (
    <Dialog
      title={`Revoke ${apiKey?.name ?? ''}`}
      role="alertdialog"
      isOpen={apiKey !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className="text-ink-2">What uses it is refused from its next request on. This cannot be undone.</p>
      <DialogActions>
        <Button slot="close">Keep it</Button>
        <Button look="danger" onPress={() => apiKey && revoke.mutate(apiKey.id)} isPending={revoke.isPending}>
          Revoke it
        </Button>
      </DialogActions>
    </Dialog>
  )
}
