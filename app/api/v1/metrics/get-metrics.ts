import { createHash } from 'node:crypto'
import { z } from 'zod'
import { route } from '@/lib/http/route'
import { METRICS_TYPE, metricsText } from '@/lib/metrics/text'

export const getMetricsRoute = route({
  name: 'getMetrics',
  method: 'GET',
  auth: 'operator',
  path: '/api/v1/metrics',
  summary: 'What Prometheus collects: requests, the queue, submissions, records, webhooks, the process',
  response: {
    200: { description: 'In the text format of Prometheus.', schema: z.string(), contentType: 'text/plain' },
  },
  cache: 'never',
  answersOutage: true,
  async handler() {
    const text = await metricsText()
    return { text, name: createHash('sha256').update(text).digest('base64url'), contentType: METRICS_TYPE }
  },
})
