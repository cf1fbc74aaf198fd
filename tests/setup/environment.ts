import os from 'node:os'
import path from 'node:path'

// Runs before every suite. What the person who starts the tests has set must not reach them: neither their database nor the network.
for (const name of [
  'DATABASE_URL',
  'HF_TOKEN',
  'HF_GATED_REPOS',
  'DEMO_HUB_URL',
  'PUBLIC_URL',
  'PORT',
  'HOST',
  'DATA_DIR',
  'HF_HOME',
  'HF_CDN_HOSTS',
  'AUTH_SECRET',
  'HUGGINGFACE_CLIENT_ID',
  'HUGGINGFACE_CLIENT_SECRET',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'ADMIN_HANDLES',
  'SUPERWEIGHTS_KEY',
])
  delete process.env[name]
// Nor may a test leave files in the cache that this person shares with other tools.
process.env.HF_HUB_CACHE = path.join(os.tmpdir(), 'superweights-test-hub')
// Nobody listens on port 9 ("discard"): a test that forgot to name its hub fails at once.
process.env.HF_ENDPOINT = 'http://127.0.0.1:9'
