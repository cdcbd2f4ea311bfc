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
  /** The GPU's memory, or the machine's if the processor computes; 0 if the driver does not report it. */
  readonly memoryBytes: number;
  /** GPU memory that no other program used when this process began; null if the driver does not report it or there is no GPU. */
  readonly freeBytes: number | null;
  /** Set if the device is not the one that was chosen, or not the one that the installation was made for. */
  readonly note?: Note;
}

/** The facts that are read from the machine; tests pass their own. */
export interface Machine {
  /** Whether TensorFlow computes on a GPU. */
  readonly usesGpu: boolean;
  /** Whether the TensorFlow that is loaded is the build for GPUs. */
  readonly gpuBuild: boolean;
  /** Whether that build was fetched for this user, and did not come with the program. */
  readonly fetched?: boolean;
  /** The reason why the build that was chosen is not the one that is loaded. */
  readonly note?: Note;
  /** The driver's answer about the GPU (`question`), from before TensorFlow took its share of the memory; null if it did not answer. */
  readonly gpuLine: string | null;
  /** The unique name of that GPU, if it was chosen among several and the others are to be left alone. */
  readonly only?: string;
}

/** Describes the device that TensorFlow placed its kernels on. */
export function deviceFacts(versions: Versions, machine: Machine): Device {
  const cores = os.availableParallelism();
  if (machine.usesGpu) {
    const { name: model, index, totalBytes, freeBytes } = gpuFacts(machine.gpuLine);
    const name = machine.only === undefined ? model : `${model} (GPU ${index})`;
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
  uuid: string;
  index: string;
} {
  const [name = '', ...numbers] = line?.split(',').map((part) => part.trim()) ?? [];
  const [totalBytes, freeBytes] = [0, 1].map((i) =>
    /^\d+$/.test(numbers[i] ?? '') ? Number(numbers[i]) * 2 ** 20 : null,
  );
  const [, , driver = '', uuid = '', index = ''] = numbers;
  return { name: name || 'NVIDIA GPU', totalBytes, freeBytes, driver, uuid, index };
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
 * takes its share of a GPU's memory.
 */
export function thisMachine(picked: Picked = pickBuild()): Omit<Machine, 'usesGpu'> {
  const gpuBuild = isGpuBuild(picked);
  const said = gpuBuild ? askDriver(question()) : '';
  const gpuLine = freest(said);
  return {
    gpuBuild,
    fetched: picked.addon !== null,
    note: picked.note,
    gpuLine,
    only: said.includes('\n') ? onlyOne(gpuLine) : undefined,
  };
}

/** The package's own installer does not record which build it installed, but its folders show it. */
function isGpuBuild({ build }: Picked): boolean {
  if (build !== null) return build === 'cuda';
  return existsSync(join(ownBuild().addon, '..', '..', '..', 'deps', 'nvidia'));
}

/**
 * Returns the line of the GPU with the most free memory, the first of equals, so that the GPU that shows the desktop, or that another
 * training uses, is left to it. Null if none is listed.
 */
export function freest(said: string): string | null {
  const lines = said.split('\n').filter(Boolean);
  const free = (line: string) => gpuFacts(line).freeBytes ?? 0;
  return lines.reduce<string | null>(
    (best, line) => (best === null || free(line) > free(best) ? line : best),
    null,
  );
}

/**
 * The name by which only this GPU is made visible to TensorFlow, which would otherwise take memory on every GPU that it sees. The parts of
 * a divided GPU (MIG) have other names, so there TensorFlow finds its own.
 */
function onlyOne(gpuLine: string | null): string | undefined {
  const { uuid } = gpuFacts(gpuLine);
  return uuid.startsWith('GPU-') && !askDriver(['-L']).includes('MIG ') ? uuid : undefined;
}

/** The answer of the driver's own tool, or '' if there is none. TensorFlow's C interface does not report a GPU's name or memory. */
function askDriver(args: readonly string[]): string {
  const { status, stdout } = spawnSync(driverTool, args, { encoding: 'utf8', timeout: patienceMs });
  return status === 0 ? stdout.trim() : '';
}

/**
 * The driver's answer about the GPU that would be used, without blocking: an idle driver takes seconds to wake, and this process has other
 * requests to answer. Null if the driver does not answer.
 */
export async function askDriverLater(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(driverTool, question(), { timeout: patienceMs });
    return freest(stdout.trim());
  } catch {
    return null;
  }
}

const driverTool = 'nvidia-smi';
const patienceMs = 10_000;

/**
 * The compute capability of the GPU that would be used (8.6, say); null if the driver does not answer, or if it is older than 510 and does
 * not know the question.
 */
export function computeCapability(): number | null {
  const first = process.env.CUDA_VISIBLE_DEVICES?.split(',')[0];
  const asked = ['--query-gpu=compute_cap', '--format=csv,noheader'];
  const [said] = askDriver(first ? ['-i', first, ...asked] : asked).split('\n');
  return /^\d+\.\d+$/.test(said) ? Number(said) : null;
}

/** Asks for a line for each GPU, or only for the first of those that this process may see. */
function question(): string[] {
  const first = process.env.CUDA_VISIBLE_DEVICES?.split(',')[0];
  const facts = 'name,memory.total,memory.free,driver_version,uuid,index';
  const asked = [`--query-gpu=${facts}`, '--format=csv,noheader,nounits'];
  return first ? ['-i', first, ...asked] : asked;
}
