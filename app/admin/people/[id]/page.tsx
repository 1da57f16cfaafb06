import { PersonRoom } from '#components/admin/person-room.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: 'Person' }

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePrincipal('users:manage')
  return <PersonRoom id={(await params).id} />
}
