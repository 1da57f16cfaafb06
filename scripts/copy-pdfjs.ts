import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const from = join(root, 'node_modules', 'pdfjs-dist')
const to = join(root, 'public', 'pdfjs')
const parts = {
  'legacy/build/pdf.worker.min.mjs': 'pdf.worker.min.mjs',
  cmaps: 'cmaps',
  standard_fonts: 'standard_fonts',
  wasm: 'wasm',
  iccs: 'iccs',
  LICENSE: 'LICENSE',
}

/**
 * Copies the files that pdf.js loads at run time (worker, character maps, fonts, decoders) to `public/pdfjs/<version>/`. The version in
 * the path allows browsers to cache them permanently. Folders of other versions are deleted.
 */
export async function copyPdfjs(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8'))
  await mkdir(to, { recursive: true })
  const present = await readdir(to)
  await Promise.all(present.filter((name) => name !== version).map((name) => rm(join(to, name), { recursive: true })))
  if (present.includes(version)) return
  const unfinished = join(to, `.${version}-${process.pid}`)
  await mkdir(unfinished, { recursive: true })
  for (const [source, target] of Object.entries(parts)) {
    await cp(join(from, source), join(unfinished, target), { recursive: true })
  }
  await rename(unfinished, join(to, version)).catch(async (cause) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!(await readdir(to)).includes(version)) throw cause
  })
}
