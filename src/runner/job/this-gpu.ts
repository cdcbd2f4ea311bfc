import { gpuFacts, thisMachine } from '../../engine/device';
import { pickBuild } from '../../engine/installed';

export interface Gpu {
  readonly name: string;
  readonly bytes: number;
}

let asked: { readonly addon: string | null; readonly gpu: Gpu | null } | null = null;

/**
 * The GPU that TensorFlow would use, found without loading TensorFlow: null if the installed build uses the
 * processor, or if the driver does not answer or does not report the memory. The driver is asked once for each
 * process and build.
 */
export function thisGpu(): Gpu | null {
  const { addon } = pickBuild();
  if (asked?.addon !== addon) asked = { addon, gpu: ask() };
  return asked.gpu;
}

function ask(): Gpu | null {
  const { gpuBuild, gpuLine } = thisMachine();
  if (!gpuBuild || gpuLine === null) return null;
  const { name, totalBytes } = gpuFacts(gpuLine);
  return totalBytes === null ? null : { name, bytes: totalBytes };
}
