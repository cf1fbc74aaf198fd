import type { Grade } from '@/lib/protocol'

/** The lowest grade for a verdict: two windows give no useful interval, so accepted claims are measured on sixteen (decision 006). */
export const RUN_GRADE: Grade = 'standard'
