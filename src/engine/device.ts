import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';

export interface Versions {
  /** Of the TensorFlow library. */
  readonly tensorflow: string;
  readonly tfjs: string;
}

/** What TensorFlow computes on, for the run's record and for the person who waits. */
export interface Device extends Versions {
  readonly kind: 'cpu' | 'gpu';
  /** The processor's or the GPU's own name. */
  readonly name: string;
  /** Processor cores that this process may use. */
  readonly cores: number;
  /** The GPU's memory, or the machine's where the processor computes. */
  readonly memoryBytes: number;
  /** A sentence for the person, where the device is not the one that the installation was made for. */
  readonly note?: string;
}

/** What is asked of the machine; a test asks another. */
export interface Machine {
  /** Whether TensorFlow computes on a GPU. */
  readonly usesGpu: boolean;
  /** Whether the installed TensorFlow is the build for GPUs. */
  readonly gpuBuild: boolean;
  /** The first line of `nvidia-smi --query-gpu=name,memory.total --format=csv,noheader,nounits`, null where it does not answer. */
  gpuLine(): string | null;
}

/** Describes the device that TensorFlow placed its kernels on. */
export function deviceFacts(versions: Versions, machine: Machine): Device {
  const cores = os.availableParallelism();
  if (machine.usesGpu) {
    const [name = '', mebibytes = ''] = machine.gpuLine()?.split(',') ?? [];
    const memoryBytes = (Number.parseInt(mebibytes, 10) || 0) * 2 ** 20;
    return { kind: 'gpu', name: name.trim() || 'NVIDIA GPU', cores, memoryBytes, ...versions };
  }
  const name = os.cpus()[0]?.model.trim() || 'CPU';
  const cpu: Device = { kind: 'cpu', name, cores, memoryBytes: os.totalmem(), ...versions };
  return machine.gpuBuild ? { ...cpu, note: explain(machine.gpuLine()) } : cpu;
}

function explain(line: string | null): string {
  const what = 'TensorFlow was installed for an NVIDIA GPU but found none, so the processor computes.';
  return line
    ? `${what} The driver does list ${line.split(',')[0].trim()}: it may be too old for CUDA 12, or CUDA_VISIBLE_DEVICES hides it.`
    : `${what} "nvidia-smi" does not answer: check the driver, or run "npm run setup -- --runtime cpu".`;
}

export function thisMachine(usesGpu: boolean): Machine {
  return { usesGpu, gpuBuild: isGpuBuild(), gpuLine };
}

/** The set-up notes beside the library which build it put there; the package's own installer leaves no note. */
function isGpuBuild(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json'));
  try {
    const stamp = JSON.parse(readFileSync(join(folder, 'deps', 'noisy-studio.json'), 'utf8'));
    return stamp.runtime === 'cuda';
  } catch {
    return existsSync(join(folder, 'deps', 'nvidia'));
  }
}

/** TensorFlow's C interface does not tell a GPU's name or memory; the driver's own tool does. */
function gpuLine(): string | null {
  const first = process.env.CUDA_VISIBLE_DEVICES?.split(',')[0];
  const which = first ? ['-i', first] : [];
  const asked = spawnSync(
    'nvidia-smi',
    [...which, '--query-gpu=name,memory.total', '--format=csv,noheader,nounits'],
    { encoding: 'utf8', timeout: 10_000 },
  );
  return (asked.status === 0 && asked.stdout.trim().split('\n')[0]) || null;
}
