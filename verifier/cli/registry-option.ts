import { InvalidArgumentError, Option } from 'commander'
import { env } from '@/lib/env'

/** `--registry`, of every command that asks one. */
export const registryOption = (
  words = 'the registry (default: SUPERWEIGHTS_REGISTRY, else the one that "npm start" runs on this machine)',
) => new Option('--registry <address>', words).argParser(parseAddress)

/** The registry that was named, or the default one. */
export function registryOf(named: URL | undefined): URL {
  return named ?? new URL(env().SUPERWEIGHTS_REGISTRY ?? `http://127.0.0.1:${env().PORT}`)
}

function parseAddress(typed: string): URL {
  const address = URL.canParse(typed) ? new URL(typed) : null
  if (address !== null && /^https?:$/.test(address.protocol)) return address
  throw new InvalidArgumentError('Expected a web address such as http://127.0.0.1:3000.')
}
