import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Pdfium } from './pdfium.ts'

/** Why a PDF, or a page of it, cannot be read. */
export type PdfProblem = 'password_required' | 'damaged' | 'no_pages' | 'too_complex'

/** Thrown inside the thread; the pool turns it into the AppError of the same name. */
export class PdfError extends Error {
  readonly problem: PdfProblem

  constructor(problem: PdfProblem, message: string) {
    super(message)
    this.name = 'PdfError'
    this.problem = problem
  }
}

/** `close` gives everything back; `abandon` only the file, for use after a trap, when PDFium may not be called any more. */
export type OpenPdf = { handle: number; pageCount: number; close: () => void; abandon: () => void }

const blockBytes = 256 * 1024
const blocksKept = 16
/** FPDF_GetLastError, fpdfview.h */
const passwordError = 4
const securityError = 5

/**
 * Opens a file for PDFium to read piece by piece (FPDF_LoadCustomDocument): a file of hundreds of megabytes costs a few blocks of
 * memory. Throws PdfError.
 */
export function openFile(pdfium: Pdfium, path: string): OpenPdf {
  const { call } = pdfium
  const file = openSync(path, 'r')
  const length = fstatSync(file).size
  const reader = ++lastReader
  readers.set(reader, blockReader(file, length))
  const callback = readBlockCallback(pdfium)
  const access = call.malloc(12)
  const view = new DataView(pdfium.bytes().buffer)
  view.setUint32(access, length, true)
  view.setUint32(access + 4, callback, true)
  view.setUint32(access + 8, reader, true)
  const abandon = () => {
    readers.delete(reader)
    closeSync(file)
  }
  const handle = call.FPDF_LoadCustomDocument(access, 0)
  if (handle === 0) {
    const error = call.FPDF_GetLastError()
    call.free(access)
    abandon()
    if (error === passwordError) throw new PdfError('password_required', 'PDFium asks for a password')
    if (error === securityError) throw new PdfError('password_required', 'PDFium does not know this protection')
    throw new PdfError('damaged', `PDFium cannot open it (error ${error})`)
  }
  const close = () => {
    call.FPDF_CloseDocument(handle)
    call.free(access)
    abandon()
  }
  return { handle, pageCount: call.FPDF_GetPageCount(handle), close, abandon }
}

type BlockReader = (target: Uint8Array, position: number) => boolean

/** Reads through a few blocks kept in memory, for PDFium asks for some hundred bytes at a time. */
function blockReader(file: number, length: number): BlockReader {
  const blocks = new Map<number, Uint8Array>()
  const block = (number: number) => {
    const known = blocks.get(number)
    if (known) return known
    const bytes = new Uint8Array(Math.min(blockBytes, length - number * blockBytes))
    let filled = 0
    while (filled < bytes.length) {
      const got = readSync(file, bytes, filled, bytes.length - filled, number * blockBytes + filled)
      if (got === 0) break
      filled += got
    }
    const oldest = blocks.size >= blocksKept ? blocks.keys().next().value : undefined
    if (oldest !== undefined) blocks.delete(oldest)
    blocks.set(number, bytes)
    return bytes
  }
  return (target, position) => {
    if (position + target.length > length) return false
    let done = 0
    while (done < target.length) {
      const at = position + done
      const source = block(Math.floor(at / blockBytes))
      const piece = source.subarray(at % blockBytes, (at % blockBytes) + target.length - done)
      if (piece.length === 0) return false
      target.set(piece, done)
      done += piece.length
    }
    return true
  }
}

/** PDFium hands back the number that it was given with the file; this finds the file's reader by it. */
const readers = new Map<number, BlockReader>()
const callbacks = new WeakMap<Pdfium, number>()
let lastReader = 0

function readBlockCallback(pdfium: Pdfium): number {
  const known = callbacks.get(pdfium)
  if (known !== undefined) return known
  const callback = pdfium.addFunction((reader = 0, position = 0, buffer = 0, size = 0) => {
    const target = pdfium.bytes().subarray(buffer >>> 0, (buffer >>> 0) + (size >>> 0))
    return readers.get(reader)?.(target, position >>> 0) ? 1 : 0
  }, 'iiiii')
  callbacks.set(pdfium, callback)
  return callback
}
