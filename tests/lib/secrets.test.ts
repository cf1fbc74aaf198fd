import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { takeSecrets, withoutSecrets } from '@/lib/secrets'
import { startNode } from '@/scripts/processes/children'

const DECOYS = { DATABASE_URL: 'postgresql://u:decoy-51c0@127.0.0.1/d', HF_TOKEN: 'hf_decoy-51c0' }

test('a program gets its secrets, and neither its environment nor its command line shows them to other processes', async () => {
  const program = `
    const { takeSecrets } = require(${JSON.stringify(path.resolve('lib/secrets.ts'))})
    const { existsSync, readFileSync } = require('node:fs')
    takeSecrets()
    const seen = ['environ', 'cmdline'].map((name) => '/proc/self/' + name).filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8')).join()
    console.log(JSON.stringify({ url: process.env.DATABASE_URL, token: process.env.HF_TOKEN, kept: process.env.KEPT, fd: process.env.SUPERWEIGHTS_SECRETS_FD ?? null, shown: seen.includes('decoy-' + '51c0') }))
  `
  const lines: string[] = []
  const child = startNode(['--import', 'tsx', '--eval', program], {
    ...withoutSecrets({ ...process.env, ...DECOYS, KEPT: 'yes' }),
    onLine: (line) => lines.push(line),
  })
  expect([await child.ended, lines]).toEqual(['exit code 0', [expect.any(String)]])
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    url: DECOYS.DATABASE_URL,
    token: DECOYS.HF_TOKEN,
    kept: 'yes',
    fd: null,
    shown: false,
  })
})

test('a program that was started without keeps its environment', () => {
  const env = { NODE_ENV: 'test' as const, DATABASE_URL: DECOYS.DATABASE_URL }
  takeSecrets(env)
  expect(env).toEqual({ NODE_ENV: 'test', DATABASE_URL: DECOYS.DATABASE_URL })
})

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('a program that was started with secrets wipes them where others see them, and keeps them', () => {
  const program = `
    const { wipeSecrets } = require(${JSON.stringify(path.resolve('lib/secrets.ts'))})
    const wiped = wipeSecrets()
    const shown = require('node:fs').readFileSync('/proc/self/environ', 'utf8').split('\\0')
    console.log(JSON.stringify({ wiped, shown: shown.filter((entry) => /^(DATABASE_URL|HF_TOKEN|KEPT)=/.test(entry)).sort(), url: process.env.DATABASE_URL, token: process.env.HF_TOKEN }))
  `
  const secrets = { DATABASE_URL: 'postgresql://u:pässword@127.0.0.1/d', HF_TOKEN: 'hf_1' }
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', program], {
    env: { ...process.env, ...secrets, KEPT: 'yes' },
    encoding: 'utf8',
  })
  expect(JSON.parse(stdout)).toEqual({
    wiped: true,
    shown: [`DATABASE_URL=${'x'.repeat(Buffer.byteLength(secrets.DATABASE_URL))}`, 'HF_TOKEN=xxxx', 'KEPT=yes'],
    url: secrets.DATABASE_URL,
    token: secrets.HF_TOKEN,
  })
})
