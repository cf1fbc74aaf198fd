import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'ini'

const ROOT = path.join(__dirname, '..', '..')
const UNITS = ['superweights.service', 'superweights-worker.service']
const fileOf = (unit: string) => path.join(ROOT, 'deploy', unit)

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.each(UNITS)('%s is what systemd accepts', (unit) => {
  const { Service: service } = parse(readFileSync(fileOf(unit), 'utf8')) as { Service: Record<string, string> }
  const [node, program = ''] = service.ExecStart?.split(' ') ?? []
  expect(node).toBe('/usr/bin/node')
  expect(existsSync(path.join(ROOT, program))).toBe(true)
  expect(service).toMatchObject({ User: 'superweights', NoNewPrivileges: 'yes', ProtectSystem: 'strict' })
  // These would take away the namespaces that the verifier runs in.
  for (const option of [
    'RestrictNamespaces',
    'ProtectKernelTunables',
    'ProtectKernelLogs',
    'ProtectProc',
    'PrivateUsers',
  ])
    expect(service).not.toHaveProperty(option)
  if (!hasSystemd) return
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', fileOf(unit)], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
