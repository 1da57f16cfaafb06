'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ApiKeyBody } from '#lib/api-keys/schema.ts'
import { settingsMessages } from './messages.ts'

const { apiKey: rowMessages, revokeDialog: dialogMessages } = settingsMessages

/** API keys, each of which can be revoked. `path` is their API collection: the user's own keys, or those of another person. */
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
          <KeyRow key={key.id} apiKey={key} onRevoke={() => setToRevoke(key)} />
        ))}
      </ul>
      <RevokeDialog apiKey={toRevoke} path={path} queryKey={queryKey} onClose={() => setToRevoke(null)} />
    </>
  )
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyBody; onRevoke: () => void }) {
  const isExpired = apiKey.expiresAt !== null && new Date(apiKey.expiresAt) < new Date()
  return (
    <li className="flex items-start gap-4 border-b py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{apiKey.name}</span>
          <code className="font-mono text-ink-3 text-small">{apiKey.prefix}…</code>
          {isExpired && <Badge tone="amber">{rowMessages.expired}</Badge>}
        </p>
        <p className="mt-1 flex flex-wrap gap-1">
          {apiKey.scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </p>
        <p className="figures mt-1 flex flex-wrap gap-x-3 text-ink-3 text-small">
          <span>
            {apiKey.lastUsedAt ? (
              <FilledText text={rowMessages.lastUsed} values={{ time: <RelativeTime value={apiKey.lastUsedAt} /> }} />
            ) : (
              rowMessages.neverUsed
            )}
          </span>
          <span>
            {apiKey.expiresAt ? (
              <FilledText
                text={isExpired ? rowMessages.expiredAt : rowMessages.expiresAt}
                values={{ time: <RelativeTime value={apiKey.expiresAt} /> }}
              />
            ) : (
              rowMessages.neverExpires
            )}
          </span>
        </p>
      </div>
      <Button size="small" variant="danger" onPress={onRevoke} aria-label={rowMessages.revokeLabel(apiKey.name)}>
        {rowMessages.revoke}
      </Button>
    </li>
  )
}

/** Confirms the revocation, because it cannot be undone. */
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
    mutationFn: ({ id }: ApiKeyBody) => api(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: async (_, { name }) => {
      toast.done(dialogMessages.revoked(name))
      onClose()
      await client.invalidateQueries({ queryKey })
    },
  })
  return (
    <Dialog
      title={dialogMessages.title(apiKey?.name ?? '')}
      role="alertdialog"
      isOpen={apiKey !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className="text-ink-2">{dialogMessages.explanation}</p>
      <DialogActions>
        <Button slot="close">{dialogMessages.cancel}</Button>
        <Button variant="danger" onPress={() => apiKey && revoke.mutate(apiKey)} isPending={revoke.isPending}>
          {dialogMessages.submit}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
