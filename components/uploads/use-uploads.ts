'use client'
import { useSyncExternalStore } from 'react'
import type { UploadItem } from './upload-item.ts'
import { uploadQueue } from './upload-queue.ts'

const none: readonly UploadItem[] = []

export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(uploadQueue.subscribe, uploadQueue.snapshot, () => none)
}

/** Whether the queue waits for the connection. */
export function useIsPaused(): boolean {
  return useSyncExternalStore(uploadQueue.subscribe, uploadQueue.isPaused, () => false)
}
