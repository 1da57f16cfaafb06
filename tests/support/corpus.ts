import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The corpus of contracts beside the checkout. Where it is missing, the tests that need it are skipped and the summary says so. */
export const corpusFolder = resolve(process.cwd(), '../shared/corpus')
export const hasCorpus = existsSync(resolve(corpusFolder, 'cuad/documents.jsonl'))

export type CuadDocument = { id: string; pdf: string; txt: string; pages: number; bytes: number }
export type HostileDocument = {
  file: string
  expect: 'ready' | 'password' | 'refused' | 'settled'
  pages: number | null
  why: string
}

/** The contracts of the CUAD data set in the corpus; empty without a corpus. */
export function listCuad(): CuadDocument[] {
  return readLines<CuadDocument>('cuad/documents.jsonl').map((document) => ({
    ...document,
    pdf: resolve(corpusFolder, 'cuad', document.pdf),
    txt: resolve(corpusFolder, 'cuad', document.txt),
  }))
}

/** The malformed and malicious PDFs of the corpus with their expected outcome; empty without a corpus. */
export function listHostile(): HostileDocument[] {
  return readLines<HostileDocument>('hostile/manifest.jsonl').map((document) => ({
    ...document,
    file: resolve(corpusFolder, 'hostile', document.file),
  }))
}

/** The scanned documents of the corpus; empty without a corpus. */
export function listScans(): { pdf: string; pages: number }[] {
  const path = resolve(corpusFolder, 'scans/index.json')
  const scans: { pdf: string; pages: number }[] = hasCorpus ? JSON.parse(readFileSync(path, 'utf8')) : []
  return scans.map((scan) => ({ ...scan, pdf: resolve(corpusFolder, 'scans', scan.pdf) }))
}

function readLines<T>(name: string): T[] {
  if (!hasCorpus) return []
  const lines = readFileSync(resolve(corpusFolder, name), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T)
}
