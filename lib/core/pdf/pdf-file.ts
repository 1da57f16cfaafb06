import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { PdfError } from './pdf-error.ts'
import type { Pdfium } from './pdfium.ts'

/**
 * A document opened by PDFium; `handle` is its FPDF_DOCUMENT. `close` releases everything; `abandon` releases the file alone, for use
 * after a trap, when the instance must not be called again.
 */
export type OpenPdf = { handle: number; pageCount: number; close: () => void; abandon: () => void }

const blockBytes = 256 * 1024
const maxCachedBlocks = 16
const fileAccessBytes = 12
/** Results of FPDF_GetLastError, fpdfview.h. */
const passwordError = 4
const securityError = 5

/**
 * Opens a file that PDFium reads block by block (FPDF_LoadCustomDocument), so that the size of the file does not matter for memory.
 * Throws PdfError, and what `node:fs` throws; both release the file and its buffers.
 */
export function openFile(pdfium: Pdfium, path: string): OpenPdf {
  const { call } = pdfium
  const file = openSync(path, 'r')
  const reader = ++lastReader
  const abandon = () => {
    readers.delete(reader)
    closeSync(file)
  }
  try {
    const length = fstatSync(file).size
    readers.set(reader, createBlockReader(file, length))
    const access = createFileAccess(pdfium, length, reader)
    const handle = call.FPDF_LoadCustomDocument(access, 0)
    if (handle === 0) {
      const error = toOpenError(call.FPDF_GetLastError())
      call.free(access)
      throw error
    }
    const close = () => {
      call.FPDF_CloseDocument(handle)
      call.free(access)
      abandon()
    }
    return { handle, pageCount: call.FPDF_GetPageCount(handle), close, abandon }
  } catch (error) {
    abandon()
    throw error
  }
}

/** An FPDF_FILEACCESS in the WASM heap; it has to live as long as the document. */
function createFileAccess(pdfium: Pdfium, length: number, reader: number): number {
  const callback = readBlockCallback(pdfium)
  const access = pdfium.call.malloc(fileAccessBytes)
  if (access === 0) throw new PdfError('too_complex', 'The WASM heap is exhausted.')
  const view = new DataView(pdfium.bytes().buffer)
  view.setUint32(access, length, true)
  view.setUint32(access + 4, callback, true)
  view.setUint32(access + 8, reader, true)
  return access
}

function toOpenError(error: number): PdfError {
  if (error === passwordError) return new PdfError('password_required', 'The file is protected by a password.')
  if (error === securityError)
    return new PdfError('password_required', 'PDFium does not support the encryption of the file.')
  return new PdfError('damaged', `PDFium cannot open the file (error ${error}).`)
}

type BlockReader = (target: Uint8Array, position: number) => boolean

/** Reads through a small block cache, because PDFium reads a few hundred bytes at a time. False past the end of the file. */
function createBlockReader(file: number, length: number): BlockReader {
  const blocks = new Map<number, Uint8Array>()
  const readBlock = (number: number) => {
    const cached = blocks.get(number)
    if (cached) return cached
    const bytes = new Uint8Array(Math.min(blockBytes, length - number * blockBytes))
    let filled = 0
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, number * blockBytes + filled)
      if (count === 0) break
      filled += count
    }
    const oldest = blocks.size >= maxCachedBlocks ? blocks.keys().next().value : undefined
    if (oldest !== undefined) blocks.delete(oldest)
    blocks.set(number, bytes)
    return bytes
  }
  return (target, position) => {
    if (position + target.length > length) return false
    let done = 0
    while (done < target.length) {
      const offset = position + done
      const source = readBlock(Math.floor(offset / blockBytes))
      const piece = source.subarray(offset % blockBytes, (offset % blockBytes) + target.length - done)
      if (piece.length === 0) return false
      target.set(piece, done)
      done += piece.length
    }
    return true
  }
}

/** PDFium passes the number stored in FPDF_FILEACCESS to its callback; this maps it to the file's reader. */
const readers = new Map<number, BlockReader>()
const callbacks = new WeakMap<Pdfium, number>()
let lastReader = 0

/** The function pointer of the callback; one for each instance, because entries of the WASM table are never removed. */
function readBlockCallback(pdfium: Pdfium): number {
  const existing = callbacks.get(pdfium)
  if (existing !== undefined) return existing
  const callback = pdfium.addFunction((reader = 0, position = 0, buffer = 0, size = 0) => {
    const target = pdfium.bytes().subarray(buffer >>> 0, (buffer >>> 0) + (size >>> 0))
    return readers.get(reader)?.(target, position >>> 0) ? 1 : 0
  }, 'iiiii')
  callbacks.set(pdfium, callback)
  return callback
}
