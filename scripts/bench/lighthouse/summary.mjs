const percent = (score) => Math.round((score ?? 0) * 100)

export const performanceOf = ({ categories }) => percent(categories.performance.score)

/** What is told of a run. @param told how many runs there were, and whether the score of performance says anything of the page */
export function summaryOf(lhr, told) {
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, percent(score)]))
  const failed = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? lhr.audits[id].score}`),
  )
  const { 'cumulative-layout-shift': shift, 'total-byte-weight': weight } = lhr.audits
  const steady = { layoutShift: shift.numericValue, bytes: weight.numericValue }
  const error = lhr.runtimeError ? [lhr.runtimeError.message] : []
  const machine = {
    benchmarkIndex: lhr.environment.benchmarkIndex,
    slowdown: lhr.configSettings.throttling.cpuSlowdownMultiplier,
  }
  return { address: lhr.requestedUrl, scores, steady, failed: [...error, ...failed], ...told, machine }
}
