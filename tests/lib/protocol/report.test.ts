import { canonicalSha256, Report, type VerifierFacts } from '@/lib/protocol'
import { makeReport } from '../../helpers/report'

test('a report older than the fields for device and packages is still one, and keeps the hash that names it', () => {
  const report = makeReport()
  const { device: _device, packages: _packages, ...verifier }: VerifierFacts = report.verifier
  const older = { ...report, verifier }
  const parsed = Report.parse(JSON.parse(JSON.stringify(older)))
  expect(parsed).toEqual(older)
  expect(canonicalSha256(parsed)).toBe(canonicalSha256(older))
  expect(canonicalSha256(parsed)).not.toBe(canonicalSha256(report))
})
