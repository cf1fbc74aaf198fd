import { UnsupportedArchitecture } from './errors'
import { settingsOf, type Config } from './settings'

/** Entries of auto_map that replace the network or its configuration; a tokenizer's or a classifier's code changes no loss. */
const REPLACES_THE_NETWORK = ['AutoModelForCausalLM', 'AutoModel', 'AutoConfig'] as const
/** As much of a name as is repeated in a message; real ones are under 60 characters. */
const MAX_NAME = 100

/**
 * Whether a supported family's config.json says that something else is run than the family's own network with its head of next tokens.
 * @throws UnsupportedArchitecture naming the key, its value, and what is read instead
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
    `config.json has remote code: its auto_map loads ${found.join(', ')}, Python files of the repo. This registry runs no code of a repo and computes only what transformers itself computes. If that is the same network, submit a copy whose config.json has no auto_map.`,
  )
}

/** A name with another head in it: LlamaForSequenceClassification, BertForMaskedLM. */
const OTHER_HEAD = /For(?!CausalLM$)[A-Z]\w*$/

function checkHeads(architectures: unknown): void {
  if (!Array.isArray(architectures)) return
  const names = architectures.filter((name): name is string => typeof name === 'string')
  const other = names.find((name) => OTHER_HEAD.test(name))
  if (other === undefined || names.some((name) => !OTHER_HEAD.test(name))) return
  throw new UnsupportedArchitecture(
    `config.json says architectures: ["${other.slice(0, MAX_NAME)}"], a network with another head than that of next tokens; a super weight is judged by the loss of next tokens. Submit the checkpoint it was made from.`,
  )
}
