import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PrincipalComponents, principalComponents } from '../../../core/numbers/principal-components';
import type { Float16Rows } from '../../../files/safetensors/float16-rows';

/** Rows in a run: consecutive rows are read together, but few enough at a time that the sample stays even. */
const run = 32;
/** How many numbers the components are computed from. */
const sampleValues = 1 << 18;

/** All rows, or at most `most` in short runs at even distances: `[first, end)` each. */
export function evenRuns(rows: number, most: number): [number, number][] {
  const step = rows <= most ? run : (rows / most) * run;
  const runs: [number, number][] = [];
  for (let at = 0; at < rows; at += step) {
    const first = Math.floor(at);
    runs.push([first, Math.min(rows, first + run)]);
  }
  return runs;
}

/** The first `count` principal components of features, found from an even sample of the rows. */
export async function componentsOf(file: Float16Rows, count: number): Promise<PrincipalComponents> {
  const runs = evenRuns(file.rows, Math.max(run, Math.floor(sampleValues / file.width)));
  const parts = await Promise.all(runs.map(([first, end]) => file.read(first, end - first)));
  const sample = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    sample.set(part, at);
    at += part.length;
  }
  return principalComponents(sample, file.width, count, () => nextTurn());
}
