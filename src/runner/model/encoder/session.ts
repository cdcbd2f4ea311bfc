import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { EncoderCard } from '../../../core/encoder/card';
import { decodeFloat16 } from '../../../core/numbers/float16';
import { loadOnnxRuntime, openOnnx } from '../../../engine/inference/onnx-session';
import { type EncoderUse, encoderPixels } from './pixels';

/** Features of some images, `[images, width]`. */
export interface Encoded {
  readonly features: Float32Array;
  readonly width: number;
}

/** A graph loaded for the processor. */
export class EncoderSession {
  private constructor(
    private readonly session: InferenceSession,
    private readonly tensor: typeof Tensor,
  ) {}

  /** Rejects with onnxruntime's error if it cannot run the graph. */
  static async open(file: string): Promise<EncoderSession> {
    const { Tensor } = await loadOnnxRuntime();
    const session = await openOnnx(file);
    return new EncoderSession(session, Tensor);
  }

  /**
   * Features of `images` `[n, size, size, 3]` uint8, all in one call. Throws `EncoderShape` if the output does
   * not have one row for each image.
   */
  async run(images: Uint8Array, use: EncoderUse): Promise<Encoded> {
    const { input, output, imageSize } = use;
    const count = images.length / (3 * imageSize ** 2);
    const rows = input.batch ?? count;
    const dims =
      input.layout === 'channels-first' ? [rows, 3, imageSize, imageSize] : [rows, imageSize, imageSize, 3];
    const pixels = encoderPixels(images, rows * 3 * imageSize ** 2, use);
    const given = await this.session.run(
      { [input.name]: new this.tensor(input.element, pixels as Uint8Array, dims) },
      [output.name],
    );
    const tensor = given[output.name];
    const all = pooled(valuesOf(tensor), tensor.dims, output.pooling, rows);
    tensor.dispose();
    return { features: all.features.subarray(0, count * all.width), width: all.width };
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

function valuesOf({ type, data }: Tensor): Float32Array {
  if (type === 'float32') return data as Float32Array;
  // In a Node without Float16Array, onnxruntime returns the raw bits.
  const { buffer, byteOffset, byteLength } = data as Uint16Array;
  return decodeFloat16(new Uint16Array(buffer, byteOffset, byteLength / 2));
}

/** An output without one row of numbers for each image. */
export class EncoderShape extends Error {
  constructor(readonly shape: readonly number[]) {
    super(`[${shape.join(', ')}]`);
  }
}

/**
 * One row for each image from an output: `[n, f]`, tokens `[n, t, f]` or maps `[n, f, h, w]`. Throws
 * `EncoderShape`.
 */
export function pooled(
  values: Float32Array,
  dims: readonly number[],
  pooling: EncoderCard['output']['pooling'],
  rows: number,
): Encoded {
  const ranks = { all: 2, 'first-token': 3, 'mean-token': 3, 'mean-place': 4 } as const;
  if (dims[0] !== rows || dims.length !== ranks[pooling]) throw new EncoderShape(dims);
  if (pooling === 'all') return { features: values, width: dims[1] };
  const inMap = pooling === 'mean-place';
  const width = inMap ? dims[1] : dims[2];
  const places = inMap ? dims[2] * dims[3] : dims[1];
  // In a map the positions of one feature are contiguous, in tokens the features of one position.
  const [ofFeature, ofPlace] = inMap ? [places, 1] : [1, width];
  const taken = pooling === 'first-token' ? 1 : places;
  const features = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++)
    for (let f = 0; f < width; f++) {
      let sum = 0;
      const from = row * width * places + f * ofFeature;
      for (let place = 0; place < taken; place++) sum += values[from + place * ofPlace];
      features[row * width + f] = sum / taken;
    }
  return { features, width };
}
