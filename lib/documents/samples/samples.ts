import { confidentialityAgreement } from './confidentiality-agreement.ts'
import { servicesAgreement } from './services-agreement.ts'
import { supplyAgreement } from './supply-agreement.ts'
import { typeset } from './typeset.ts'

const sources = [
  { fileName: 'Master services agreement.pdf', source: servicesAgreement },
  { fileName: 'Exclusive supply and distribution agreement.pdf', source: supplyAgreement },
  { fileName: 'Mutual confidentiality and standstill agreement.pdf', source: confidentialityAgreement },
]

/** Three sample contracts between fictitious parties. The bytes are always the same. */
export async function* sampleContracts(): AsyncGenerator<{ fileName: string; pdf: Uint8Array }> {
  for (const { fileName, source } of sources) yield { fileName, pdf: await typeset(source) }
}
