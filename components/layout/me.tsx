'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { api } from '#components/api/client.ts'
import type { Permission, Role } from '#lib/core/auth/permissions.ts'

/** The signed-in person as GET /me shows them. */
export type Me = {
  id: string
  email: string
  name: string
  role: Role
  permissions: readonly Permission[]
}

const MeContext = createContext<Me | null>(null)

/**
 * Makes the signed-in person known to everything below. It asks again every half minute, on the way to another page and when it is looked at again:
 * a changed role changes the buttons, and who was thrown out is shown the door and the reason.
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

/** Whether the account may do this at all; inside a matter its role decides as well. */
export function useCan(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
