import { collectDefaultMetrics, Gauge, register, Registry } from 'prom-client'
import { databaseAnswers } from '@/lib/database-health'
import { registryMetrics } from './registry'

/** Node's own, whose names every dashboard for Node knows. */
const DEFAULT = 'process_cpu_user_seconds_total'

/** Everything that is measured, in the text format of Prometheus 0.0.4. With a database that is down only what this process knows, and that it is down. */
export async function metricsText(): Promise<string> {
  if (!register.getSingleMetric(DEFAULT)) collectDefaultMetrics()
  const isUp = await databaseAnswers()
  const database = new Registry()
  new Gauge({ name: 'superweights_database_up', help: 'Whether the database answers.', registers: [database] }).set(
    isUp ? 1 : 0,
  )
  const parts = [await register.metrics(), await database.metrics(), isUp ? await registryMetrics() : '']
  return parts.filter((part) => part !== '').join('\n')
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'
