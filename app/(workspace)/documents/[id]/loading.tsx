import { ViewerSkeleton } from '#components/viewer/shell/viewer-skeleton.tsx'

export default ViewerSkeleton
