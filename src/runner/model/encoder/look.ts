import type { EncoderCard, Pooling } from '../../../core/encoder/card';
import { Random } from '../../../core/numbers/random';
import { onnxRuntimeVersion } from '../../../engine/inference/onnx-session';
import type { EncoderUse } from './pixels';
import { EncoderSession, EncoderShape } from './session';

/** A graph that has not been run yet. Without a pooling, the shape of its output decides which one is used. */
export interface LookQuestion {
  readonly file: string;
  readonly use: Omit<EncoderUse, 'output'> & {
    readonly output: Omit<EncoderUse['output'], 'pooling'> & { readonly pooling: Pooling | null };
  };
}

export type LookAnswer =
  | {
      readonly kind: 'runs';
      readonly features: number;
      readonly pooling: Pooling;
      /** The fixed batch size, if the graph accepts no other whatever it declares. */
      readonly batch: number | null;
      readonly memory: EncoderCard['memory'];
    }
  | { readonly kind: 'refused'; readonly version: string; readonly reason: string }
  | { readonly kind: 'shape'; readonly shape: readonly number[]; readonly images: number }
  | { readonly kind: 'unsteady' }
  | { readonly kind: 'not-finite' };

/** Images of the larger of two runs; the difference gives the memory of one image. */
const several = 4;
/** Margin for memory that may vary between runs. */
const margin = 1.15;
/** Two runs of a deterministic graph differ only by rounding. */
const mostApart = 1e-3;

/**
 * Runs a graph on random images: on one image, on the same image again, and on several at once. Nothing else
 * may be loaded in this process.
 */
export async function lookAtEncoder({ file, use }: LookQuestion): Promise<LookAnswer> {
  const version = await onnxRuntimeVersion();
  const before = peakBytes();
  let session: EncoderSession;
  try {
    session = await EncoderSession.open(file);
  } catch (error) {
    return { kind: 'refused', version, reason: reasonOf(error) };
  }
  const one = noise(use.input.batch ?? 1, use.imageSize);
  let pooling = use.output.pooling;
  const run = (images: Uint8Array, batch = use.input.batch) => {
    const output = { ...use.output, pooling: pooling ?? ('all' as const) };
    return session.run(images, { ...use, input: { ...use.input, batch }, output });
  };
  try {
    let first: Awaited<ReturnType<typeof run>>;
    try {
      first = await run(one);
    } catch (error) {
      pooling ??= error instanceof EncoderShape ? poolingFor(error.shape) : null;
      if (!pooling || pooling === 'all') throw error;
      first = await run(one);
    }
    pooling ??= 'all';
    const loaded = peakBytes();
    const again = await run(one);
    const batched = use.input.batch === null ? await tried(() => run(repeated(one, several))) : null;
    const many = peakBytes();
    if (!first.features.every(Number.isFinite)) return { kind: 'not-finite' };
    if (first.width < 2) throw new EncoderShape([use.input.batch ?? 1, first.width]);
    if (apart(first.features, again.features) > mostApart) return { kind: 'unsteady' };
    if (batched && apart(first.features, batched.features) > mostApart) return { kind: 'unsteady' };
    const perImage = batched ? (margin * Math.max(0, many - loaded)) / (several - 1) : 0;
    return {
      kind: 'runs',
      features: first.width,
      pooling,
      // The batch size may have been fixed when the graph was traced: then it declares any number of images but
      // accepts only one.
      batch: use.input.batch ?? (batched ? null : 1),
      memory: { fixed: margin * Math.max(0, loaded - before), perImage: perImage + 12 * use.imageSize ** 2 },
    };
  } catch (error) {
    if (error instanceof EncoderShape)
      return { kind: 'shape', shape: error.shape, images: use.input.batch ?? 1 };
    return { kind: 'refused', version, reason: reasonOf(error) };
  } finally {
    await session.close();
  }
}

/**
 * The usual pooling for an output of this rank; for tokens it takes the first one, which stands for the whole
 * image.
 */
function poolingFor(shape: readonly number[]): Pooling | null {
  return ({ 2: 'all', 3: 'first-token', 4: 'mean-place' } as const)[shape.length as 2] ?? null;
}

function noise(images: number, size: number): Uint8Array {
  const random = new Random(1);
  return Uint8Array.from({ length: images * size * size * 3 }, () => random.int(256));
}

/** The image first, followed by copies that differ from it. */
function repeated(image: Uint8Array, times: number): Uint8Array {
  const images = new Uint8Array(image.length * times);
  for (let i = 0; i < times; i++)
    images.set(i === 0 ? image : image.map((value) => (value * (i + 1)) & 255), i * image.length);
  return images;
}

async function tried<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EncoderShape) throw error;
    return null;
  }
}

/** The largest difference in the first image's features, relative to their size. */
function apart(a: Float32Array, b: Float32Array): number {
  let [most, size] = [0, 1e-12];
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs(a[i] - b[i]));
    size = Math.max(size, Math.abs(a[i]));
  }
  return most / size;
}

/** Node reports kilobytes on every system. */
const peakBytes = () => process.resourceUsage().maxRSS * 1024;

/** The first sentence of onnxruntime's error, without its source location. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/\s+/g, ' ')
    .replace(/\/\S+\.(cc|h|cpp):\d+ ?/g, '')
    .slice(0, 300);
}
