import { gpuFacts, thisMachine } from '../engine/device';

export interface Gpu {
  readonly name: string;
  readonly bytes: number;
}

let asked: { readonly gpu: Gpu | null } | null = null;

/**
 * The GPU that TensorFlow would compute on, without loading it: null where the installed build computes on the processor, and where the
 * driver does not answer or does not tell how much memory there is. Asked once a process.
 */
export function thisGpu(): Gpu | null {
  asked ??= { gpu: ask() };
  return asked.gpu;
}

function ask(): Gpu | null {
  const { gpuBuild, gpuLine } = thisMachine();
  if (!gpuBuild || gpuLine === null) return null;
  const { name, totalBytes } = gpuFacts(gpuLine);
  return totalBytes === null ? null : { name, bytes: totalBytes };
}
