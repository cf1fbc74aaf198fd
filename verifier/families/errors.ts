export { InvalidCheckpoint, UnsupportedArchitecture } from '@/lib/families/errors'
