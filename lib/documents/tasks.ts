import { purgeTrash, removeOrphans } from './commands/purge-trash.ts'

/** What becomes of documents when nobody asks. */
export const documentTasks = {
  async 'purge-trash'() {
    await purgeTrash()
    await removeOrphans()
  },
}

/** Every night; a night that was missed is made up for. In the form of graphile-worker's crontab. */
export const documentSchedule = '23 3 * * * purge-trash ?fill=2d&jobKey=purge-trash'
