'use client'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '#components/layout/me.tsx'
import { can, type Permission } from '#lib/core/auth/permissions.ts'
import { mattersQuery } from './matter-queries.ts'

/** The matters that the user is a member of, and the permissions in each, by the same rule as on the server. */
export function useMatters() {
  const me = useMe()
  const { data } = useQuery(mattersQuery())
  const byId = new Map((data ?? []).map((matter) => [matter.id, matter]))
  const permissions = new Set(me.permissions)
  return {
    matters: data ?? [],
    nameOf: (id: string) => byId.get(id)?.name ?? '',
    mayIn: (id: string, permission: Permission) =>
      can({ permissions }, permission, { matterRole: byId.get(id)?.role ?? null }),
  }
}
