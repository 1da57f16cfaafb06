import { init } from '@embedpdf/pdfium'

type Fn = (...args: number[]) => number

/** PDFium's functions as the WASM module exports them: numbers and heap addresses, without the wrappers that convert arguments. */
type PdfiumExports = Record<(typeof functionNames)[number], Fn> & { memory: WebAssembly.Memory }

const functionNames = [
  'malloc',
  'free',
  'PDFiumExt_Init',
  'FPDF_LoadCustomDocument',
  'FPDF_CloseDocument',
  'FPDF_GetLastError',
  'FPDF_GetPageCount',
  'FPDF_GetMetaText',
  'FPDF_LoadPage',
  'FPDF_ClosePage',
  'FPDF_GetPageWidthF',
  'FPDF_GetPageHeightF',
  'FPDF_GetPageBoundingBox',
  'FPDFPage_GetRotation',
  'FPDFPage_CountObjects',
  'FPDFPage_GetObject',
  'FPDFPageObj_GetType',
  'FPDFPageObj_GetBounds',
  'FPDFText_LoadPage',
  'FPDFText_ClosePage',
  'FPDFText_CountChars',
  'FPDFText_GetUnicode',
  'FPDFText_GetLooseCharBox',
  'FPDFBitmap_CreateEx',
  'FPDFBitmap_FillRect',
  'FPDFBitmap_GetBuffer',
  'FPDFBitmap_GetStride',
  'FPDFBitmap_Destroy',
  'FPDF_RenderPageBitmap',
  'FPDFBookmark_GetFirstChild',
  'FPDFBookmark_GetNextSibling',
  'FPDFBookmark_GetTitle',
  'FPDFBookmark_GetDest',
  'FPDFBookmark_GetAction',
  'FPDFAction_GetDest',
  'FPDFDest_GetDestPageIndex',
] as const

export type Pdfium = {
  call: PdfiumExports
  /** A view of PDFium's WASM memory; invalid after any call that may allocate, because growing the memory detaches its buffer. */
  bytes: () => Uint8Array<ArrayBuffer>
  heapBytes: () => number
  /** Adds a JavaScript function to the WASM table and returns its index; the signature is Emscripten's, such as `iiiii`. */
  addFunction: (fn: Fn, signature: string) => number
}

type Instantiated = (instance: WebAssembly.Instance) => void
type Imports = { env: { emscripten_resize_heap: Fn } & WebAssembly.ModuleImports }

/**
 * Instantiates PDFium with a heap of its own. An allocation beyond `maxHeapBytes` fails as if the machine were out of memory, and PDFium
 * traps; after a trap the instance must not be used again.
 */
export async function createPdfium(module: WebAssembly.Module, maxHeapBytes: number): Promise<Pdfium> {
  const silent = () => {}
  const overrides = {
    print: silent,
    printErr: silent,
    instantiateWasm(imports: Imports, done: Instantiated) {
      const grow = imports.env.emscripten_resize_heap
      imports.env.emscripten_resize_heap = (bytes) => (bytes >>> 0 > maxHeapBytes ? 0 : grow(bytes))
      WebAssembly.instantiate(module, imports).then(done)
      return {}
    },
  }
  const { pdfium } = await init(overrides as Parameters<typeof init>[0])
  const call = checkedExports(pdfium.wasmExports)
  call.PDFiumExt_Init()
  let view = new Uint8Array(call.memory.buffer as ArrayBuffer)
  return {
    call,
    bytes() {
      if (view.byteLength === 0) view = new Uint8Array(call.memory.buffer as ArrayBuffer)
      return view
    },
    heapBytes: () => call.memory.buffer.byteLength,
    addFunction: (fn, signature) => pdfium.addFunction(fn, signature),
  }
}

/** The cast is safe because every function named above has been checked to exist. */
function checkedExports(exports: unknown): PdfiumExports {
  const found = exports as Record<string, unknown>
  for (const name of functionNames) {
    if (typeof found[name] !== 'function') throw new Error(`This build of PDFium does not export ${name}.`)
  }
  return found as PdfiumExports
}
