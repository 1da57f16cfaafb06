import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'

/** Placeholder of the document page while it loads: a title and a blank page. */
export function ViewerSkeleton() {
  return (
    <div className="absolute inset-0">
      <Loading label={viewerMessages.loading}>
        <div className="absolute inset-0 flex flex-col">
          <div className="flex h-13 shrink-0 items-center gap-4 border-b px-4">
            <Skeleton className="h-5 w-72 max-w-1/2" />
          </div>
          <div className="flex min-h-0 flex-1 justify-center overflow-hidden bg-well px-2 pt-4 sm:px-6">
            <div className="aspect-[1/1.294] h-fit w-full max-w-4xl bg-[#fff] shadow-[0_0_0_1px_rgb(28_27_24/0.08)] dark:bg-[#dddad3]" />
          </div>
        </div>
      </Loading>
    </div>
  )
}
