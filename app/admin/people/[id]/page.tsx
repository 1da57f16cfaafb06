import { adminMessages } from '#components/admin/messages.ts'
import { PersonView } from '#components/admin/person-view.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: adminMessages.pageTitles.person }

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePrincipal('users:manage')
  return <PersonView id={(await params).id} />
}
