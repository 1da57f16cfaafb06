import { Loading, Skeleton } from '#components/ui/skeleton.tsx'

const widths = ['w-1/3', 'w-2/5', 'w-1/4', 'w-1/2', 'w-3/8'] as const

export function ListSkeleton({ label }: { label: string }) {
  return (
    <Loading label={label}>
      {widths.map((width) => (
        <div key={width} className="border-b py-4">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="mt-2 h-3 w-40" />
        </div>
      ))}
    </Loading>
  )
}
