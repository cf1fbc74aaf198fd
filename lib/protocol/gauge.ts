import type { Gauge } from './verdict-schema'

/** A check that passes where the measured number reaches the threshold. */
export const atLeast = (threshold: number, measured: number): Gauge => gauge('at-least', threshold, measured)

/** A check that passes where the measured number does not exceed the threshold. */
export const atMost = (threshold: number, measured: number): Gauge => gauge('at-most', threshold, measured)

const gauge = (passes: Gauge['passes'], threshold: number, measured: number): Gauge => ({
  measured: Number.isFinite(measured) ? measured : null,
  threshold,
  passes,
})
