import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from 'playwright-core'
import { useBrowser } from '../../helpers/browser'
import { refereeReport } from '../../helpers/reproduction'
import { useSignInSite } from '../../helpers/sign-in-site'
import { violationsOn } from '../axe'
import { signIn } from './sign-in'

const site = useSignInSite()
const browser = useBrowser()
/** A run at the grade of a registry, on two cores that do other things too. */
const RUN_MS = 180_000
const PROGRAM = path.join(__dirname, '..', '..', '..', 'bin', 'superweights.mjs')
const folder = mkdtempSync(path.join(os.tmpdir(), 'reports of several people '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const main = (page: Page) => page.locator('main')

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command as a person does, each with settings of their own. */
function superweights(who: string, args: string[], onLine: (line: string) => void = () => {}): Promise<Ended> {
  return new Promise((resolve) => {
    const home = path.join(folder, who)
    const env = { ...process.env, SUPERWEIGHTS_REGISTRY: site.url, XDG_CONFIG_HOME: home, HOME: home, DATA_DIR: home }
    const child = execFile(process.execPath, [PROGRAM, ...args], { env, cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
    if (child.stderr) createInterface(child.stderr).on('line', onLine)
  })
}

async function login(who: string): Promise<void> {
  const page = await browser.open()
  await signIn(page, site.url, who)
  const ended = await superweights(who, ['login'], (line) => {
    const address = /https?:\S+user_code=\S+/.exec(line)?.[0]
    if (address) void approve(page, address)
  })
  expect([who, ended.code]).toEqual([who, 0])
  await page.close()
}

async function approve(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Approved.').waitFor()
}

/** The record of demo/tiny-single, which ada claims and this registry measures. */
let record = ''
const levelOf = async () => {
  const answer = await fetch(`${site.url}/api/v1/weights/${record}`)
  return ((await answer.json()) as { level: { number: number; conflicting: boolean } }).level
}

test(
  'a claim is measured: its record is reproduced, at level 2, and says how to reproduce it again',
  async () => {
    await login('ada')
    const sent = await superweights('ada', ['submit', 'demo/tiny-single', '1:23:88', '--wait', '--json'])
    expect(sent.code).toBe(0)
    record = (JSON.parse(sent.stdout) as { weights: string[] }).weights[0] ?? ''
    expect(await levelOf()).toMatchObject({ number: 2 })
    const page = await browser.open()
    await page.goto(`${site.url}/weights/${record}`)
    await main(page).getByText(`npx superweights verify ${record} --submit`).waitFor()
  },
  RUN_MS,
)

test(
  'a second account signs the report of another program, and raises the record to level 3',
  async () => {
    await login('bob')
    // What scripts/referee/verify.py measured, in PyTorch.
    const file = path.join(folder, 'referee.json')
    writeFileSync(file, JSON.stringify(refereeReport()))
    const sent = await superweights('bob', ['verify', record, '--submit', '--report', file])
    expect([sent.code, sent.stderr.includes('Error')]).toEqual([0, false])
    expect(sent.stdout).toContain('They agree.')
    expect(sent.stdout).toContain(`${record} is at level 3 replicated`)

    const page = await browser.open()
    await page.goto(`${site.url}/weights/${record}`)
    await main(page).getByText('3 replicated').first().waitFor()
    const section = page.locator('section', { has: page.getByRole('heading', { name: 'Reproductions' }) })
    expect(await section.innerText()).toMatch(/This registry[^]*onnxruntime-node[^]*bob[^]*torch 2[^]*agrees/)
    expect(await violationsOn(page)).toEqual([])

    await section.getByRole('row', { name: /bob/ }).getByRole('link').nth(1).click()
    await main(page).getByRole('heading', { name: 'Signed', exact: true }).waitFor()
    expect(await main(page).innerText()).toContain('"type":"superweights/reproduction/1"')
    expect(await violationsOn(page)).toEqual([])
    const filed = await fetch(`${site.url}/api/v1${new URL(page.url()).pathname}`)
    writeFileSync(path.join(folder, 'filed.json'), await filed.text())
    const checked = await superweights('nobody', ['check', 'filed.json'])
    expect(checked.stdout).toMatch(/Signed by bob with key \w{12} about SW-\d+\.\d+: the signature holds/)

    await main(page).getByRole('link', { name: 'bob' }).click()
    await main(page).getByRole('heading', { name: 'Signing keys' }).waitFor()
    expect(await violationsOn(page)).toEqual([])
  },
  RUN_MS,
)

test(
  'a third account measures it itself, and raises the record to level 4; the report is on disk',
  async () => {
    await login('carol')
    const sent = await superweights('carol', ['verify', record, '--submit'])
    expect([sent.code, sent.stdout.includes(`${record} is at level 4 corroborated`)]).toEqual([0, true])
    expect(readdirSync(folder).filter((name) => name.startsWith(`${record}-`))).toHaveLength(1)
    expect(await levelOf()).toEqual(expect.objectContaining({ number: 4, conflicting: false }))
  },
  RUN_MS,
)

test(
  'whoever has no account repeats the run and compares, and sends nothing',
  async () => {
    const compared = await superweights('nobody', ['verify', record, '--json'])
    expect(compared.code).toBe(0)
    expect(JSON.parse(compared.stdout)).toMatchObject({ outcome: 'agrees', filed: null })
    const refused = await superweights('nobody', ['verify', record, '--submit'])
    expect([refused.code, refused.stderr.includes('sign')]).toEqual([3, true])
  },
  RUN_MS,
)

test('who claimed it, and who has reproduced it already, are refused before measuring', async () => {
  const own = await superweights('ada', ['verify', record, '--submit'])
  expect([own.code, own.stderr]).toEqual([3, expect.stringContaining('whoever claims something is no other party')])
  const again = await superweights('carol', ['verify', record, '--submit'])
  expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('once more says nothing new')])
})

test('an edited report is refused, and stays where it was', async () => {
  const report = refereeReport()
  const [member] = report.members
  if (member) member.evidence.share = 0.61
  const file = path.join(folder, 'edited.json')
  writeFileSync(file, JSON.stringify(report))
  await login('eve')
  const sent = await superweights('eve', ['verify', record, '--submit', '--report', file])
  expect([sent.code, sent.stderr]).toEqual([3, expect.stringMatching(/contradicts itself[^]*Nothing is lost/)])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(report)
})

test(
  'a run that disagrees makes the record conflicting: both are shown',
  async () => {
    const report = refereeReport()
    for (const { streams } of report.perplexity) for (const stream of streams) stream.nll = streams[0]?.nll ?? []
    const file = path.join(folder, 'harmless.json')
    writeFileSync(file, JSON.stringify(report))
    const sent = await superweights('eve', ['verify', record, '--submit', '--report', file])
    expect([sent.code, sent.stdout.includes('conflicting')]).toEqual([1, true])
    const page = await browser.open()
    await page.goto(`${site.url}/weights/${record}`)
    await main(page).getByText('conflicting').first().waitFor()
    expect(await main(page).innerText()).toMatch(/eve[^]*disagrees/)
  },
  RUN_MS,
)

test('a maintainer takes it back, with a reason that everybody sees: the record is no conflict any more', async () => {
  const page = await browser.open()
  await signIn(page, site.url, 'maintainer')
  await page.goto(`${site.url}/weights/${record}`)
  await main(page).getByRole('row', { name: /eve/ }).getByRole('link').nth(1).click()
  await main(page).getByRole('link', { name: 'take it back' }).click()
  await page.getByLabel(/Why, for everybody/).fill('Its losses are those of the intact model.')
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Take it back' }).click()
  await main(page).getByText('It was taken back: Its losses are those').waitFor()
  expect(await levelOf()).toMatchObject({ number: 4, conflicting: false })
  const reader = await browser.open()
  await reader.goto(`${site.url}/weights/${record}`)
  await main(reader).getByText('taken back: Its losses are those of the intact model.').waitFor()
})

test('a key is replaced from the terminal, seen and revoked on the page of the account, and signs nothing then', async () => {
  const settings = path.join(folder, 'bob', 'superweights', 'credentials.json')
  expect(statSync(settings).mode & 0o777).toBe(0o600)
  const rotated = await superweights('bob', ['login', '--new-signing-key'])
  expect([rotated.code, rotated.stderr]).toEqual([
    0,
    expect.stringContaining('is revoked, and what it signed stays valid'),
  ])
  const page = await browser.open()
  await signIn(page, site.url, 'bob')
  expect(
    await main(page)
      .getByText(/^revoked/)
      .count(),
  ).toBe(1)
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('button', { name: /Revoke the signing key/ }).click()
  await page.getByRole('button', { name: /Revoke the signing key/ }).waitFor({ state: 'detached' })
  expect((await levelOf()).number).toBe(4)
  expect((await superweights('bob', ['logout'])).stdout).toContain('Signed out')
})
