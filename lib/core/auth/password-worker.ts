import bcrypt from 'bcryptjs'

/** Runs in a thread of its own: at cost 12 bcrypt takes a quarter of a second, which the event loop must not. */
export type PasswordJob =
  | { kind: 'hash'; prehash: string; cost: number }
  | { kind: 'compare'; prehash: string; hash: string }

export default function work(job: PasswordJob): string | boolean {
  return job.kind === 'hash' ? bcrypt.hashSync(job.prehash, job.cost) : bcrypt.compareSync(job.prehash, job.hash)
}
