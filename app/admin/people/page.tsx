import { adminMessages } from '#components/admin/messages.ts'
import { PeopleList } from '#components/admin/people-list.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: adminMessages.pageTitles.people }

export default async function PeoplePage() {
  await requirePrincipal('users:manage')
  return <PeopleList />
}
