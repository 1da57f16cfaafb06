import type { JobHelpers, TaskList } from 'graphile-worker'
import { errorCatalogue } from '#lib/core/errors.ts'
import { documentSchedule, documentTasks } from '#lib/documents/tasks.ts'
import { sessionSchedule, sessionTasks } from '#lib/sessions/tasks.ts'
import { mailTasks } from '#lib/users/tasks.ts'
import { ingestLimits } from './ingest-limits.ts'
import { ingestVersion, pausedPrefix } from './ingest-version.ts'
import { turnSchema } from './turn.ts'
import { markFailed } from './version-state.ts'

/** Everything that runs behind a request, by the name it is enqueued under. */
export const tasks: TaskList = {
  ...documentTasks,
  ...mailTasks,
  ...sessionTasks,

  async 'ingest-version'(payload: unknown, { job, abortSignal }: JobHelpers) {
    const turn = turnSchema.parse(payload)
    const { attempts, last_error: lastError } = job
    const isPaused = lastError?.includes(pausedPrefix)
    if (attempts <= ingestLimits.attempts || isPaused) return ingestVersion(turn, abortSignal)
    // An attempt that threw left its error; one that took the process with it could not.
    const isFileMissing = lastError?.includes(errorCatalogue['storage.file_missing'].title)
    if (isFileMissing) return markFailed(turn.versionId, 'storage.file_missing', null)
    if (lastError)
      return markFailed(turn.versionId, 'server.error', 'Reading failed several times for a reason on our side.')
    return markFailed(turn.versionId, 'pdf.too_complex', 'Reading it stopped the server several times.')
  },
}

/** What runs by the clock, in the form of graphile-worker's crontab. */
export const schedule = [documentSchedule, sessionSchedule].join('\n')
