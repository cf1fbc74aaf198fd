export * from './agreement'
export { canonicalJson, canonicalSha256, type Json } from './canonical'
export { claimInstead, type ClaimInstead } from './claim-instead'
export { Sha256 } from './hash-schema'
export { sha256Hex } from './sha256'
export * from './statement'
export { GRADES, type Grade, type Protocol, type SearchRule, type SpikeRule } from './protocol'
export { SWP1 } from './swp1'
export { SWP2 } from './swp2'
export { STATUSES, isEnded, type Status } from './states'
export * from './life'
export {
  CURRENT_PROTOCOL,
  knownProtocols,
  protocolIds,
  protocolNamed,
  protocolOf,
  protocolOrder,
  protocolPath,
  type PublishedProtocol,
  UnknownProtocol,
} from './registry'
export {
  byPath,
  findCommand,
  rerunCommand,
  settings,
  shellQuoted,
  verifyCommand,
  type Paths,
  type VerifyArguments,
} from './rerun'
export { seededRandom } from './random'
export { persistenceOf, type Persistence } from './persistence'
export { lossOf, perplexityOf, ratioOf, type Ratio } from './ratio'
export { describeMatch, matchesStored, matchOf, type ValueMatch } from './value'
export { roundToDtype } from '@/lib/numbers/formats'
export { CheckpointShape } from './checkpoint-shape'
export * from './report-perplexity'
export * from './report-detection'
export * from './report'
export { FIND_SCHEMA_PATH, findJsonSchema, REPORT_SCHEMA_PATH, reportJsonSchema } from './report-json-schema'
export { CHECK_IDS, checkFacts, type CheckId } from './check-table'
export * from './verdict-schema'
export { damageOf, verdictOf, ratioRecord } from './verdict'
export { isAorB } from './class-rule'
export { intactOf, streamRatio } from './stream-ratio'
export { contradictionOf } from './contradiction'
export { wrongRunOf } from './wrong-run'
export { controlLeaves, controlSummary } from './checks-run'
export * from './find-result'
export { foundWords } from './found-words'
