import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DockerfileParser, type JSONInstruction } from 'dockerfile-ast'

const ROOT = path.join(__dirname, '..', '..')
const file = DockerfileParser.parse(readFileSync(path.join(ROOT, 'Containerfile'), 'utf8'))
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const instructions = file.getInstructions()
const argumentsOf = (keyword: string) =>
  instructions
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArguments().map((argument) => argument.getValue()))

test('the image is built from what is here', () => {
  const known = ['ARG', 'FROM', 'ENV', 'WORKDIR', 'COPY', 'RUN', 'USER', 'VOLUME', 'EXPOSE', 'CMD']
  expect(instructions.map((instruction) => instruction.getKeyword()).filter((word) => !known.includes(word))).toEqual(
    [],
  )
  const copied = argumentsOf('COPY').flatMap((names) => names.slice(0, -1))
  expect(copied.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([])
  const run = argumentsOf('RUN')
    .map((words) => words.join(' '))
    .join('\n')
  for (const [, name] of run.matchAll(/npm run (\S+)/g)) expect(scripts).toHaveProperty(name ?? '')
  expect(run).toContain('--ignore-scripts')
})

test('it runs what npm start runs, not as root', () => {
  const [command] = file.getCMDs() as JSONInstruction[]
  const words = command?.getJSONStrings().map((word) => word.getJSONValue()) ?? []
  expect(`exec ${words.join(' ')}`).toBe(scripts.start)
  expect(argumentsOf('USER').at(-1)).toEqual(['1000:1000'])
})

test('nothing secret or built goes into the image', () => {
  const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n')
  for (const name of ['.git', '.env', '.data', '.next', 'node_modules', 'prisma/generated'])
    expect(ignored).toContain(name)
  for (const secret of ['AUTH_SECRET', 'DATABASE_URL', 'HF_TOKEN', 'SUPERWEIGHTS_KEY'])
    expect(file.toString()).not.toContain(secret)
})
