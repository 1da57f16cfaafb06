import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

// The tests and `npm run dev` build beside the app that `npm start` serves.
const distDir = process.env.LEXAI_DIST_DIR || '.next'

/** @type {import('next').NextConfig} */
const config = {
  distDir,
  poweredByHeader: false,
  // Nothing uses the image optimizer; off, its address answers 404.
  images: { unoptimized: true },
  // server.ts chooses the coding and the entity tags, which Next would give without regard to it.
  compress: false,
  generateEtags: false,
  // `npm run verify` checks types; a person who only wants to start LexAI need not wait for it again.
  typescript: { ignoreBuildErrors: true, tsconfigPath: tsconfigFor(distDir) },
  serverExternalPackages: ['@embedpdf/pdfium', 'formidable', 'pg', 'pino', 'piscina', 'rate-limiter-flexible', 'sharp'],
  // The path names the version. Nothing else is given a Cache-Control here, where it would beat a route's own.
  headers: async () => [
    {
      source: '/pdfjs/:path*',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
  turbopack: { root: import.meta.dirname },
}

export default config

/** Next writes the folder it builds into into tsconfig.json: another folder gets a configuration of its own to be written into. */
function tsconfigFor(folder) {
  if (folder === '.next') return 'tsconfig.json'
  const file = `node_modules/.cache/lexai/${folder.replaceAll(/\W/g, '_')}/tsconfig.json`
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify({ extends: '../../../../tsconfig.json' }))
  }
  return file
}
