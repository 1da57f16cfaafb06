import bcrypt from 'bcryptjs'

/** A task of the password threads. bcrypt with cost 12 takes a quarter of a second, which would block the event loop. */
export type PasswordJob =
  | { kind: 'hash'; prehash: string; cost: number }
  | { kind: 'compare'; prehash: string; hash: string }

export default function work(job: PasswordJob): string | boolean {
  return job.kind === 'hash' ? bcrypt.hashSync(job.prehash, job.cost) : bcrypt.compareSync(job.prehash, job.hash)
}
