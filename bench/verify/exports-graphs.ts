import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ModelFormat, modelFormats } from '../../src/core/export/formats';
import { type ArchName, architecture, isSmallInput } from '../../src/core/network/arch';
import { timmNameOf } from '../../src/core/weights/timm-name';
import { modelWriters } from '../../src/engine/export';
import { predicted, someModel, somePixels, worst } from '../../src/engine/export/exported.fixture';

/** The largest allowed difference of an export from the engine's logits, features and probabilities. */
const most = 1e-4;

/** A program that opens a format. It gets its work as a JSON list and writes float32. */
interface Tool {
  readonly name: string;
  readonly format: ModelFormat;
  /** The command that starts it, to which the list is appended. */
  readonly command: readonly string[];
}

export interface Pythons {
  readonly python: string;
  readonly torch: string;
}

const scripts = fileURLToPath(new URL('../../scripts/verify/', import.meta.url));

/** `torch` is a Python with timm. */
const toolsOf = ({ python, torch }: Pythons): readonly Tool[] => [
  { name: 'onnxruntime', format: 'onnx', command: [python, join(scripts, 'exports_peer.py')] },
  { name: 'tensorflow', format: 'savedmodel', command: [python, join(scripts, 'exports_peer.py')] },
  { name: 'timm', format: 'timm', command: [torch, join(scripts, 'exports_peer.py')] },
  { name: 'tfjs', format: 'tfjs', command: [process.execPath, join(scripts, 'tfjs-peer.mjs')] },
];

const networks: readonly (readonly [ArchName, number])[] = [
  ['small', 28],
  ['b0', 64],
  ['b0', 225],
  ['lite0', 128],
  ['v2-b0', 97],
];

/**
 * Opens every format of some networks in its own program and prints a line for each; returns how many results
 * are wrong.
 */
export function verifyGraphs(folder: string, pythons: Pythons): number {
  let wrong = 0;
  for (const [name, size] of networks) {
    const model = someModel(architecture(name, { smallInput: isSmallInput(size) }), size);
    const pixels = somePixels(3, size);
    const file = join(folder, `${name}-${size}.u8`);
    writeFileSync(file, pixels);
    const { logits, features } = predicted(model, pixels);
    const expected = Float32Array.of(...logits, ...features);
    for (const tool of toolsOf(pythons)) {
      if (tool.name === 'timm' && !timmNameOf(name, 'same')) continue;
      // Plain JavaScript takes minutes for larger images.
      if (tool.name === 'tfjs' && size > 128) continue;
      const path = join(folder, `${name}-${size}-${tool.format}${modelFormats[tool.format].ending}`);
      modelWriters[tool.format](path, model);
      const given = outputsIn(tool, { path, pixels: file, size, out: `${path}.f32` });
      const difference =
        typeof given === 'string' ? null : worst(expected, given.subarray(0, expected.length));
      const isRight = difference !== null && difference < most;
      if (!isRight) wrong++;
      const told = difference === null ? given : `largest difference ${difference.toExponential(1)}`;
      process.stdout.write(
        `${isRight ? 'right' : 'WRONG'}  ${name.padEnd(6)} ${String(size).padStart(4)}  ${modelFormats[tool.format].title.padEnd(14)} in ${tool.name.padEnd(12)} ${told}\n`,
      );
    }
  }
  return wrong;
}

/** The logits, features and probabilities of a tool, or its error output if it failed. */
function outputsIn(
  { name, command: [program, ...args] }: Tool,
  work: { path: string; pixels: string; size: number; out: string },
): Float32Array | string {
  const task = [{ ...work, tool: name, folder: work.path, images: 3 }];
  const { status, stderr } = spawnSync(program, [...args, JSON.stringify(task)], { encoding: 'utf8' });
  if (status !== 0) return stderr.trim().split('\n').at(-1) ?? `it ended with ${status}`;
  return new Float32Array(new Uint8Array(readFileSync(work.out)).buffer);
}
