import { ViewerSkeleton } from '#components/viewer/viewer-skeleton.tsx'

export default ViewerSkeleton
