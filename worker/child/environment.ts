/**
 * The variables of the worker's environment that the verifier may have. It reads what strangers uploaded, so it gets no secret: no database, no
 * token (a gateway adds it where a run needs one: worker/gateway), no NODE_OPTIONS that could load other code into it.
 */
const PASSED_ON = [
  'PATH',
  'TMPDIR',
  'LANG',
  'DATA_DIR',
  'HF_ENDPOINT',
  'HF_GATED_REPOS',
  'HF_CDN_HOSTS',
  'HF_HOME',
  'HF_HUB_CACHE',
  'DEMO_HUB_URL',
] as const

/** The variables of `from` that the verifier gets, and those of this run. */
export function childEnvironment(
  from: NodeJS.ProcessEnv,
  ofRun: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const]))
  return { NODE_ENV: 'production', ...Object.fromEntries(passed), ...ofRun }
}
