import { z } from 'zod'
import { foundOr404 } from '@/app/api/v1/or-404'
import { route } from '@/lib/http/route'
import { NO_TAGS } from '@/lib/http/tags'
import { CURRENT_PROTOCOL, protocolNamed, protocolPath } from '@/lib/protocol'

const Protocol = z.looseObject({ id: z.string().meta({ example: CURRENT_PROTOCOL.id }), schema_version: z.int() })

/** Longest id that is looked up; a SHA-256 has 64 digits. */
const MAX_NAME_LENGTH = 64

export const getProtocolRoute = route({
  name: 'getProtocol',
  method: 'GET',
  auth: 'anyone',
  path: '/api/v1/protocols/{protocol}',
  summary: 'A protocol as data, by its SHA-256 or its id',
  description:
    'Prompts, cut-offs, windows, seeds: everything that a verdict depends on. The body is exactly the canonical JSON (RFC 8785, JSON Canonicalization Scheme) of the document, so its SHA-256 is the one that reports name: `curl URL | sha256sum`. Addressed by its hash, it may be cached forever.',
  params: z.object({
    protocol: z.string().max(MAX_NAME_LENGTH).toLowerCase().meta({
      description: 'SHA-256 of the document, or an id for its newest document.',
      example: CURRENT_PROTOCOL.sha256,
    }),
  }),
  response: {
    200: {
      description: 'The protocol.',
      schema: Protocol,
      headers: { 'content-location': 'Its permanent address, by hash.' },
    },
  },
  problems: [404, 422],
  cache: 'public',
  tags: () => NO_TAGS,
  async handler({ params }) {
    const { sha256, json } = foundOr404(
      protocolNamed(params.protocol),
      `There is no protocol ${JSON.stringify(params.protocol)}. The current one is ${CURRENT_PROTOCOL.id}, ${protocolPath(CURRENT_PROTOCOL.sha256)}.`,
    )
    return {
      text: json,
      name: sha256,
      cache: params.protocol === sha256 ? 'immutable' : 'public',
      headers: { 'content-location': protocolPath(sha256) },
    }
  },
})
