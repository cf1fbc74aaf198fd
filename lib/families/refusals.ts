import { UnsupportedArchitecture } from './errors'
import { settingsOf, type Config } from './settings'

/** Entries of auto_map that replace the network or its configuration; code of a tokenizer or classifier changes no loss. */
const REPLACES_THE_NETWORK = ['AutoModelForCausalLM', 'AutoModel', 'AutoConfig'] as const
/** Longest name quoted in a message; real ones are under 60 characters. */
const MAX_NAME = 100

/**
 * Checks that a supported family's config.json means the family's own network with its language-model head.
 * @throws UnsupportedArchitecture naming the key, its value, and the accepted values
 */
export function checkConfig(family: string, config: Config): void {
  checkRemoteCode(config['auto_map'])
  checkHeads(config['architectures'])
  settingsOf(family, config)
}

function checkRemoteCode(map: unknown): void {
  if (typeof map !== 'object' || map === null) return
  const found = REPLACES_THE_NETWORK.filter((name) => Object.hasOwn(map, name)).map(
    (name) => `${name} from "${String((map as Config)[name]).slice(0, MAX_NAME)}"`,
  )
  if (found.length === 0) return
  throw new UnsupportedArchitecture(
    `config.json has remote code: its auto_map loads ${found.join(', ')}, Python files of the repo. This registry runs no code from a repo and computes only what transformers itself computes. If that is the same network, submit a copy whose config.json has no auto_map.`,
  )
}

/** A class name with another head: LlamaForSequenceClassification, BertForMaskedLM. */
const OTHER_HEAD = /For(?!CausalLM$)[A-Z]\w*$/

function checkHeads(architectures: unknown): void {
  if (!Array.isArray(architectures)) return
  const names = architectures.filter((name): name is string => typeof name === 'string')
  const other = names.find((name) => OTHER_HEAD.test(name))
  if (other === undefined || names.some((name) => !OTHER_HEAD.test(name))) return
  throw new UnsupportedArchitecture(
    `config.json says architectures: ["${other.slice(0, MAX_NAME)}"], a network without a language-model head; a super weight is judged by the next-token loss. Submit the checkpoint it was made from.`,
  )
}
