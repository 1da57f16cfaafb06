'use client'
import { useMutation } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { adminMessages } from './messages.ts'

const { renewInvitation: messages } = adminMessages

/** Creates a new invitation link, for people whose link was lost or has expired. The link is sent by email and shown once. */
export function RenewInvitation({ id }: { id: string }) {
  const invite = useMutation({
    mutationFn: () => api<{ inviteUrl: string }>(`/users/${id}/invitations`, { method: 'POST' }),
  })
  return (
    <div className="mt-5 flex max-w-lg flex-col items-start gap-4">
      {invite.data && (
        <div className="flex w-full flex-col gap-3">
          <CopyField label={messages.link} value={invite.data.inviteUrl} />
          <Notice tone="amber">{messages.shownOnce}</Notice>
        </div>
      )}
      <Button onPress={() => invite.mutate()} isPending={invite.isPending}>
        {messages.submit}
      </Button>
    </div>
  )
}
