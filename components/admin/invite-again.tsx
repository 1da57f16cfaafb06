'use client'
import { useMutation } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** For somebody whose invitation was lost or is too old: a new link, mailed and shown. */
export function InviteAgain({ id }: { id: string }) {
  const invite = useMutation({
    mutationFn: () => api<{ inviteUrl: string }>(`/users/${id}/invitations`, { method: 'POST' }),
  })
  return (
    <div className="mt-5 flex max-w-lg flex-col items-start gap-4">
      {invite.data && (
        <div className="flex w-full flex-col gap-3">
          <CopyField label="Invitation" value={invite.data.inviteUrl} />
          <Notice tone="amber">It is shown this once, and works once. The one before has stopped working.</Notice>
        </div>
      )}
      <Button onPress={() => invite.mutate()} isPending={invite.isPending}>
        Invite again
      </Button>
    </div>
  )
}
