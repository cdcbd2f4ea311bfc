import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { type Note, note } from '../core/words/notes';

export interface Versions {
  /** Version of the TensorFlow library. */
  readonly tensorflow: string;
  readonly tfjs: string;
}

/** The device that TensorFlow uses, for the run's record and for the person who waits. */
export interface Device extends Versions {
  readonly kind: 'cpu' | 'gpu';
  /** The processor's or the GPU's own name. */
  readonly name: string;
  /** Processor cores that this process may use. */
  readonly cores: number;
  /**
   * The GPU's memory, or the machine's where the processor computes; 0 where the driver does not report it.
   */
  readonly memoryBytes: number;
  /**
   * GPU memory that no other program used when this process began; null where the driver does not report it,
   * and without a GPU.
   */
  readonly freeBytes: number | null;
  /** Set where the device is not the one that the installation was made for. */
  readonly note?: Note;
}

/** What is read from the machine; a test passes its own. */
export interface Machine {
  /** Whether TensorFlow computes on a GPU. */
  readonly usesGpu: boolean;
  /** Whether the installed TensorFlow is the build for GPUs. */
  readonly gpuBuild: boolean;
  /**
   * The first line of `nvidia-smi --query-gpu=name,memory.total,memory.free --format=csv,noheader,nounits`, asked before TensorFlow
   * took its share; null where it does not answer.
   */
  readonly gpuLine: string | null;
}

/** Describes the device that TensorFlow placed its kernels on. */
export function deviceFacts(versions: Versions, machine: Machine): Device {
  const cores = os.availableParallelism();
  if (machine.usesGpu) {
    const { name, totalBytes, freeBytes } = gpuFacts(machine.gpuLine);
    return { kind: 'gpu', name, cores, memoryBytes: totalBytes ?? 0, freeBytes, ...versions };
  }
  const name = os.cpus()[0]?.model.trim() || 'CPU';
  const cpu: Device = {
    ...{ kind: 'cpu', name, cores, memoryBytes: os.totalmem(), freeBytes: null },
    ...versions,
  };
  return machine.gpuBuild ? { ...cpu, note: explain(machine.gpuLine) } : cpu;
}

/**
 * Parses the driver's line. A part of a GPU (MIG) has "[Insufficient Permissions]" or "[N/A]" in place of a
 * number.
 */
export function gpuFacts(line: string | null): {
  name: string;
  totalBytes: number | null;
  freeBytes: number | null;
} {
  const [name = '', ...numbers] = line?.split(',').map((part) => part.trim()) ?? [];
  const [totalBytes, freeBytes] = [0, 1].map((i) =>
    /^\d+$/.test(numbers[i] ?? '') ? Number(numbers[i]) * 2 ** 20 : null,
  );
  return { name: name || 'NVIDIA GPU', totalBytes, freeBytes };
}

function explain(line: string | null): Note {
  return line ? note('gpu-not-used', { gpu: line.split(',')[0].trim() }) : note('gpu-not-found', {});
}

/**
 * This machine, except whether TensorFlow uses its GPU. Must be called before TensorFlow is loaded, which
 * takes most of a GPU's memory.
 */
export function thisMachine(): Omit<Machine, 'usesGpu'> {
  const gpuBuild = isGpuBuild();
  return { gpuBuild, gpuLine: gpuBuild ? askDriver() : null };
}

/**
 * The installation notes beside the library which build it installed; the package's own installer leaves no
 * note.
 */
function isGpuBuild(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json'));
  try {
    const stamp = JSON.parse(readFileSync(join(folder, 'deps', 'noisy-studio.json'), 'utf8'));
    return stamp.runtime === 'cuda';
  } catch {
    return existsSync(join(folder, 'deps', 'nvidia'));
  }
}

/** TensorFlow's C interface does not report a GPU's name or memory; the driver's own tool does. */
function askDriver(): string | null {
  const first = process.env.CUDA_VISIBLE_DEVICES?.split(',')[0];
  const which = first ? ['-i', first] : [];
  const asked = spawnSync(
    'nvidia-smi',
    [...which, '--query-gpu=name,memory.total,memory.free', '--format=csv,noheader,nounits'],
    { encoding: 'utf8', timeout: 10_000 },
  );
  return (asked.status === 0 && asked.stdout.trim().split('\n')[0]) || null;
}
