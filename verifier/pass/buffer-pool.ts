/** Free buffers by length: most values of a layer are as long as those of the layer before, so few are allocated after the first layer. */
export class BufferPool {
  private readonly free = new Map<number, Float32Array[]>()

  acquire(length: number): Float32Array {
    return this.free.get(length)?.pop() ?? new Float32Array(length)
  }

  release(buffer: Float32Array): void {
    this.free.set(buffer.length, [...(this.free.get(buffer.length) ?? []), buffer])
  }

  copyOf(data: Float32Array): Float32Array {
    const copy = this.acquire(data.length)
    copy.set(data)
    return copy
  }
}
