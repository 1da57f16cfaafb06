import { z } from 'zod'
import { db } from '#lib/core/db/client.ts'
import { defineJob } from '#lib/core/jobs/define-job.ts'
import { enqueue } from '#lib/core/jobs/enqueue.ts'
import { fairPriority } from '#lib/core/jobs/fair-priority.ts'
import { priorities } from '#lib/core/jobs/priorities.ts'
import { uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('Documents of two users are processed in rotation, however many one of them has queued', async ({
  api,
  server,
  startInstance,
}) => {
  const [ada, bob] = await Promise.all([createUser(), createUser()])
  // It is the only instance that runs jobs: while it is stopped, the queue grows.
  const receiving = await startInstance({ LEXAI_WORKERS: '0' })
  process.kill(server.pid, 'SIGSTOP')
  try {
    const [many, few] = await Promise.all([api(ada, receiving), api(bob, receiving)])
    const ids: string[] = []
    for (let n = 0; n < 10; n++) ids.push((await uploadPdf(many, { wait: false })).id)
    const fewIds = [await uploadPdf(few, { wait: false }), await uploadPdf(few, { wait: false })].map(({ id }) => id)
    await startInstance({ LEXAI_WORKERS: '1' })
    for (const id of fewIds) await waitUntilSettled(few, id)
    for (const id of ids) await waitUntilSettled(many, id)
    const settled = await db.documentVersion.findMany({
      where: { documentId: { in: [...ids, ...fewIds] } },
      orderBy: { settledAt: 'asc' },
    })
    const positions = fewIds.map((id) => settled.findIndex(({ documentId }) => documentId === id))
    expect(Math.max(...positions)).toBeLessThan(4)
  } finally {
    process.kill(server.pid, 'SIGCONT')
  }
})

test('A job is queued behind its user’s own jobs, level with those of others, and never before jobs served now', async ({
  database: _database,
}) => {
  const job = defineJob('fairness-test', z.object({ share: z.string().optional() }))
  const add = async (tx: Parameters<typeof fairPriority>[0], share: string) => {
    const { next } = await fairPriority(tx, job, share)
    await enqueue(tx, job, { share }, { priority: next })
    return next
  }
  const undo = new Error('undo')
  const filled = db.$transaction(async (tx) => {
    expect(await fairPriority(tx, job, 'ada')).toEqual({ current: 0, next: 0 })
    expect([await add(tx, 'ada'), await add(tx, 'ada'), await add(tx, 'ada')]).toEqual([0, 1, 2])
    expect([await add(tx, 'bob'), await add(tx, 'bob')]).toEqual([0, 1])
    await enqueue(tx, job, {}, { priority: priorities.background })
    // The first job of each user has been served: a new user starts at the current priority.
    await tx.$executeRaw`DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
      WHERE t.id = j.task_id AND t.identifier = ${job.name} AND j.priority = 0`
    expect(await fairPriority(tx, job, 'eve')).toEqual({ current: 1, next: 1 })
    expect(await add(tx, 'ada')).toBe(3)
    throw undo
  })
  await expect(filled).rejects.toBe(undo)
})
