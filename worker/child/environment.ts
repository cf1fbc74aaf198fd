/**
 * The environment variables that the verifier may have. It reads untrusted uploads, so it gets no secret: no database, no token (a gateway adds
 * it if a run needs one: worker/gateway), no NODE_OPTIONS that could load other code.
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
  'WORKER_THREADS',
] as const

/** The allowed variables of `from`, plus those of this run. */
export function childEnvironment(
  from: NodeJS.ProcessEnv,
  ofRun: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const]))
  return { NODE_ENV: 'production', ...Object.fromEntries(passed), ...ofRun }
}
