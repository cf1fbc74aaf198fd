/** A safetensors header that breaks the format's rules. The message continues "FILE is malformed: ...". */
export class HeaderError extends Error {
  override readonly name = 'HeaderError'
}
