import type { EncoderCard } from '../../../core/encoder/card';
import { encodeFloat16 } from '../../../core/numbers/float16';

/** The fields of a card that decide how a graph is run. */
export type EncoderUse = Pick<EncoderCard, 'input' | 'output' | 'imageSize' | 'mean' | 'std'>;

/**
 * Images `[n, size, size, 3]` uint8 in a graph's input format: normalised, channels first or last, in its
 * number type. The result has `length` numbers; missing images of a fixed batch are 0.
 */
export function encoderPixels(
  images: Uint8Array,
  length: number,
  { input, imageSize, mean, std }: Pick<EncoderUse, 'input' | 'imageSize' | 'mean' | 'std'>,
): Uint8Array | Uint16Array | Float32Array {
  const { element, layout } = input;
  if (element === 'uint8') return placed(images, new Uint8Array(length), layout, imageSize, asTheyAre);
  const tables = [0, 1, 2].map((colour) =>
    Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean[colour]) / std[colour]),
  );
  if (element === 'float32') return placed(images, new Float32Array(length), layout, imageSize, tables);
  const halves = tables.map((table) => encodeFloat16(table));
  return placed(images, new Uint16Array(length), layout, imageSize, halves);
}

const every = Uint8Array.from({ length: 256 }, (_, value) => value);
const asTheyAre = [every, every, every];

/** Maps every byte by the table of its channel to its place in the layout. */
function placed<T extends Uint8Array | Uint16Array | Float32Array>(
  images: Uint8Array,
  target: T,
  layout: EncoderUse['input']['layout'],
  imageSize: number,
  [red, green, blue]: readonly ArrayLike<number>[],
): T {
  const places = imageSize ** 2;
  const [toPlace, toColour] = layout === 'channels-first' ? [1, places] : [3, 1];
  for (let image = 0; image < images.length; image += 3 * places)
    for (let place = 0; place < places; place++) {
      const [from, to] = [image + 3 * place, image + toPlace * place];
      target[to] = red[images[from]];
      target[to + toColour] = green[images[from + 1]];
      target[to + 2 * toColour] = blue[images[from + 2]];
    }
  return target;
}
