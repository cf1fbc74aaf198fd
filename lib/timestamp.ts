import { z } from 'zod'

/** A time, as every record writes it. */
export const Time = z.iso.datetime().meta({ description: 'RFC 3339, UTC.' })
