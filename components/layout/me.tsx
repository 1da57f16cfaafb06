'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { api } from '#components/api/client.ts'
import type { Permission, Role } from '#lib/core/auth/permissions.ts'

/** The signed-in user as `GET /me` presents them. */
export type Me = {
  id: string
  email: string
  name: string
  role: Role
  permissions: readonly Permission[]
}

const MeContext = createContext<Me | null>(null)

/**
 * Provides the signed-in user. Refreshes them every half minute, on navigation and when the window gets the focus, so that a changed role
 * takes effect, and the end of the session leads to the sign-in page.
 */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  const pathname = usePathname()
  const lastPath = useRef(pathname)
  const { data, refetch } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => api<Me>('/me', { signal }),
    initialData: me,
    refetchInterval: 30_000,
    refetchOnWindowFocus: 'always',
  })
  useEffect(() => {
    if (lastPath.current === pathname) return
    lastPath.current = pathname
    void refetch()
  }, [pathname, refetch])
  return <MeContext value={data}>{children}</MeContext>
}

export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe needs a MeProvider above it')
  return me
}

/** Whether the account has the permission; in a matter, the role there decides as well. */
export function useCan(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
