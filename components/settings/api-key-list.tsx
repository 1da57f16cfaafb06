'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ApiKeyBody } from '#lib/api-keys/schema.ts'

/** API keys, each of which can be revoked. `path` is where they are: one's own keys, or those of a person for an admin. */
export function ApiKeyList({
  label,
  path,
  queryKey,
  apiKeys,
}: {
  label: string
  path: string
  queryKey: string[]
  apiKeys: ApiKeyBody[]
}) {
  const [toRevoke, setToRevoke] = useState<ApiKeyBody | null>(null)
  return (
    <>
      <ul className="border-t" aria-label={label}>
        {apiKeys.map((key) => (
          <KeyLine key={key.id} apiKey={key} onRevoke={() => setToRevoke(key)} />
        ))}
      </ul>
      <RevokeDialog apiKey={toRevoke} path={path} queryKey={queryKey} onClose={() => setToRevoke(null)} />
    </>
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
      <Button size="small" variant="danger" onPress={onRevoke} aria-label={`Revoke ${apiKey.name}`}>
        Revoke
      </Button>
    </li>
  )
}

/** Asks first, because a revoked key cannot be restored and whatever uses it stops. */
function RevokeDialog({
  apiKey,
  path,
  queryKey,
  onClose,
}: {
  apiKey: ApiKeyBody | null
  path: string
  queryKey: string[]
  onClose: () => void
}) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => api(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      toast.done(`${apiKey?.name ?? 'The key'} is revoked`)
      onClose()
      await client.invalidateQueries({ queryKey })
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
        <Button variant="danger" onPress={() => apiKey && revoke.mutate(apiKey.id)} isPending={revoke.isPending}>
          Revoke it
        </Button>
      </DialogActions>
    </Dialog>
  )
}
