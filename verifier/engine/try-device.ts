import './no-telemetry'
import { messageOf } from '@/lib/errors/describe'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Device } from './engine'
import { GraphBuilder } from '../graph/onnx'

/** onnxruntime cannot compute on this device here. Permanent. */
export class DeviceAbsent extends Error {
  override readonly name = 'DeviceAbsent'
  readonly code = 'device-absent'
  readonly permanent = true
}

const NEEDS: Readonly<Record<Exclude<Device, 'cpu'>, string>> = {
  cuda: 'an NVIDIA GPU, its CUDA libraries, and onnxruntime\'s CUDA provider, which its install script fetches ("node node_modules/onnxruntime-node/script/install.js")',
  webgpu: 'a GPU with a Vulkan, Metal or Direct3D 12 driver',
}

const OFF = 4

/**
 * Adds two numbers on a device: a provider that onnxruntime lists may still lack its libraries or a GPU.
 * @throws DeviceAbsent with onnxruntime's reason
 */
export async function tryDevice(device: Device): Promise<void> {
  if (device === 'cpu') return
  const graph = new GraphBuilder()
  const a = graph.input('a', 'float', [1])
  graph.output('b', graph.node('Add', [a, a]), 'float', [1])
  try {
    const session = await InferenceSession.create(graph.model(), {
      executionProviders: [device],
      logSeverityLevel: OFF,
    })
    await session.run({ a: new Tensor('float32', Float32Array.of(1), [1]) })
    await session.release()
  } catch (error) {
    const [reason = ''] = messageOf(error).split('\n')
    throw new DeviceAbsent(
      `onnxruntime cannot use the device ${device} here. It needs ${NEEDS[device]}. onnxruntime's message: ${reason.slice(0, 300)}`,
      { cause: error },
    )
  }
}
