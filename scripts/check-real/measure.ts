import { z } from 'zod'
import { Audit } from '@/lib/audit/schema'
import { DetectionRun, Report } from '@/lib/protocol'
import type { RemovalName } from '@/lib/real-model/schema'
import { DoseCurve } from '@/verifier/measure/dose-curve'
import { superweights } from './commands'
import { find } from './find'
import type { Measured } from './measured'
import { typedOf } from './places'

/** Removals that no claim's report measures. */
const DOSES = ['padding', 'other', 'late', 'early'] as const satisfies readonly RemovalName[]

/** Runs `find`, `detect`, `verify` by both protocols, `dose`, and `audit` of the GGUF file that the model was made from. @throws if one fails, or its JSON is not what its schema says */
export async function measure(folder: string, gguf: string, text: string): Promise<Measured> {
  const found = await find(folder, text)
  const { detection } = await superweights(z.object({ detection: z.array(DetectionRun) }), ['detect', folder])
  const verify = (name: RemovalName, protocol: string) =>
    superweights(Report, ['verify', folder, ...typedOf(name), '--corpus', text, '--protocol', protocol])
  const padded = await verify('padded', 'swp-2')
  const pair = await verify('pair', 'swp-1')
  const doses: Measured['doses'] = {}
  for (const name of DOSES)
    doses[name] = await superweights(DoseCurve, ['dose', folder, ...typedOf(name), '--corpus', text, '--scales', '0'])
  const audit = await superweights(Audit, ['audit', gguf, '--base', folder, '--at', ...typedOf('pair')])
  return { ...found, detection, padded, pair, doses, audit }
}
