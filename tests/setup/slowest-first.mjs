// The order of suites where Jest knows no times yet, as on a clean clone: it would go by the size of the files, and the longest suite might begin last, on one core.
import Sequencer from '@jest/test-sequencer'

/** Suites that take more than a minute on two cores, the longest first; the order of the rest hardly matters. */
const LONG = [
  'verifier/run/full-grade',
  'scripts/start',
  'verifier/cli/words',
  'verifier/parity/parity',
  'verifier/cli/resume',
  'verifier/run/find',
  'worker/worker',
  'verifier/cli/forms',
  'verifier/cli/selftest',
  'verifier/cli/again',
  'lib/quantised/safetensors/decode',
  'browser/pages',
  'browser/accounts/accounts',
]

const place = ({ path }) => {
  const at = LONG.findIndex((name) => path.replaceAll('\\', '/').endsWith(`tests/${name}.test.ts`))
  return at < 0 ? LONG.length : at
}

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => place(a) - place(b))
  }
}
