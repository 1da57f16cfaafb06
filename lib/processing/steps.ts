import type { ProcessingStep } from './step.ts'
import { splitIntoPassages } from './steps/split-into-passages.ts'

/** What is done with a page after its text was extracted, in this order. A further step is one file in steps/ and one line here. */
export const processingSteps: readonly ProcessingStep[] = [splitIntoPassages]
