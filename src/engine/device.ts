import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isDriverOld, leastDriver } from '../core/runtime/pins';
import { type Note, note } from '../core/words/notes';
import { ownBuild, type Picked, pickBuild } from './installed';

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
  /** Set where the device is not the one that was chosen, or that the installation was made for. */
  readonly note?: Note;
}

/** What is read from the machine; a test passes its own. */
export interface Machine {
  /** Whether TensorFlow computes on a GPU. */
  readonly usesGpu: boolean;
  /** Whether the TensorFlow that is loaded is the build for GPUs. */
  readonly gpuBuild: boolean;
  /** Whether that build was fetched for this user, and did not come with the program. */
  readonly fetched?: boolean;
  /** Why a build that was chosen is not the one that is loaded. */
  readonly note?: Note;
  /** The first line of the driver's answer (`askDriver`), asked before TensorFlow took its share; null where there is none. */
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
  const why = machine.note ?? (machine.gpuBuild ? explain(machine) : undefined);
  return why ? { ...cpu, note: why } : cpu;
}

/**
 * Parses the driver's line. A part of a GPU (MIG) has "[Insufficient Permissions]" or "[N/A]" in place of a
 * number.
 */
export function gpuFacts(line: string | null): {
  name: string;
  totalBytes: number | null;
  freeBytes: number | null;
  driver: string;
} {
  const [name = '', ...numbers] = line?.split(',').map((part) => part.trim()) ?? [];
  const [totalBytes, freeBytes] = [0, 1].map((i) =>
    /^\d+$/.test(numbers[i] ?? '') ? Number(numbers[i]) * 2 ** 20 : null,
  );
  return { name: name || 'NVIDIA GPU', totalBytes, freeBytes, driver: numbers[2] ?? '' };
}

function explain({ gpuLine, fetched }: Machine): Note {
  if (gpuLine === null) return fetched ? note('runtime-no-gpu', {}) : note('gpu-not-found', {});
  const { name, driver } = gpuFacts(gpuLine);
  return driver && isDriverOld(driver)
    ? note('gpu-driver-old', { gpu: name, driver, least: leastDriver })
    : note('gpu-not-used', { gpu: name });
}

/**
 * This machine, except whether TensorFlow uses its GPU. Must be called before TensorFlow is loaded, which
 * takes most of a GPU's memory.
 */
export function thisMachine(picked: Picked = pickBuild()): Omit<Machine, 'usesGpu'> {
  const gpuBuild = isGpuBuild(picked);
  return {
    gpuBuild,
    fetched: picked.addon !== null,
    note: picked.note,
    gpuLine: gpuBuild ? askDriver() : null,
  };
}

/** The package's own installer does not note which build it installed; its folders tell. */
function isGpuBuild({ build }: Picked): boolean {
  if (build !== null) return build === 'cuda';
  return existsSync(join(ownBuild().addon, '..', '..', '..', 'deps', 'nvidia'));
}

/**
 * Name, total and free memory, and the driver's version of the first GPU that this process may use; null where the driver does not
 * answer. TensorFlow's C interface does not report them; the driver's own tool does.
 */
function askDriver(): string | null {
  const { status, stdout } = spawnSync(driverTool, question(), { encoding: 'utf8', timeout: patienceMs });
  return status === 0 ? firstLine(stdout) : null;
}

/** The same for a process that answers requests meanwhile: where it was idle, a driver takes seconds to wake. */
export async function askDriverLater(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(driverTool, question(), { timeout: patienceMs });
    return firstLine(stdout);
  } catch {
    return null;
  }
}

const driverTool = 'nvidia-smi';
const patienceMs = 10_000;
const firstLine = (text: string) => text.trim().split('\n')[0] || null;

function question(): string[] {
  const first = process.env.CUDA_VISIBLE_DEVICES?.split(',')[0];
  const asked = ['--query-gpu=name,memory.total,memory.free,driver_version', '--format=csv,noheader,nounits'];
  return first ? ['-i', first, ...asked] : asked;
}
