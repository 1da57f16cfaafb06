import { init } from '@embedpdf/pdfium'

type Fn = (...args: number[]) => number

/** The functions of PDFium that LexAI calls, straight from the WASM module: no argument is converted on the way. */
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
  /** PDFium's memory now; ask again after each call that may allocate, since growing replaces it. */
  bytes: () => Uint8Array<ArrayBuffer>
  heapBytes: () => number
  /** Makes a JavaScript function callable by PDFium; the signature as emscripten spells it, `iiiii`. */
  addFunction: (fn: Fn, signature: string) => number
}

type Instantiated = (instance: WebAssembly.Instance) => void
type Imports = { env: { emscripten_resize_heap: Fn } & WebAssembly.ModuleImports }

/**
 * A fresh PDFium with a heap of its own. Asking for more than `maxHeapBytes` fails inside it as if the machine were full, which PDFium
 * answers with a trap; after a trap the instance is of no more use.
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

/** Guarantees that every function named above is there, so that the cast tells the truth. */
function checkedExports(exports: unknown): PdfiumExports {
  const found = exports as Record<string, unknown>
  for (const name of functionNames) {
    if (typeof found[name] !== 'function') throw new Error(`this build of PDFium has no ${name}`)
  }
  return found as PdfiumExports
}
