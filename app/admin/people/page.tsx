import { PeopleList } from '#components/admin/people-list.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: 'People' }

export default async function PeoplePage() {
  await requirePrincipal('users:manage')
  return <PeopleList />
}
