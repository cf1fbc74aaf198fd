import { collectDefaultMetrics, register } from 'prom-client'
import { databaseAnswers } from '@/lib/database-health'
import { registryMetrics } from './registry'

/** Node's own, whose names every dashboard for Node knows. */
const DEFAULT = 'process_cpu_user_seconds_total'

/** Everything that is measured, in the text format of Prometheus 0.0.4. With a database that is down only what this process knows by itself, and that it is down. */
export async function metricsText(): Promise<string> {
  if (!register.getSingleMetric(DEFAULT)) collectDefaultMetrics()
  const isUp = await databaseAnswers()
  const up = [
    '# HELP superweights_database_up Whether the database answers.',
    '# TYPE superweights_database_up gauge',
    `superweights_database_up ${isUp ? 1 : 0}`,
    '',
  ].join('\n')
  return [await register.metrics(), isUp ? await registryMetrics() : '', up].filter((part) => part !== '').join('\n')
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'
