/**
 * A one-sided blur along a line: the pixel itself has the largest weight, and the pixels before it less and less, by half a Gaussian of
 * `sigma` over 2 * radius + 1 pixels, as in ImageMagick's motion blur. `angle` is in degrees; the last pixel stands for places outside the
 * image.
 */
export function motionBlur(
  image: Float32Array,
  size: number,
  channels: number,
  { radius, sigma, angle }: { radius: number; sigma: number; angle: number },
): Float32Array {
  const taps = tapsOf(radius, sigma, (angle * Math.PI) / 180);
  const out = new Float32Array(image.length);
  const columns = new Int32Array(size);
  for (const { weight, dx, dy } of taps) {
    for (let x = 0; x < size; x++) columns[x] = clamped(x + dx, size) * channels;
    for (let y = 0; y < size; y++) {
      const from = clamped(y + dy, size) * size * channels;
      for (let x = 0, to = y * size * channels; x < size; x++)
        for (let c = 0; c < channels; c++) out[to++] += weight * image[from + columns[x] + c];
    }
  }
  return out;
}

function tapsOf(radius: number, sigma: number, angle: number) {
  const width = 2 * Math.ceil(radius) + 1;
  const kernel = Array.from({ length: width }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)));
  const total = kernel.reduce((sum, each) => sum + each, 0);
  const place = (along: number) => Math.ceil(along - 0.5);
  return kernel.map((each, i) => ({
    weight: each / total,
    dx: place(i * Math.cos(angle)),
    dy: place(i * Math.sin(angle)),
  }));
}

const clamped = (at: number, size: number) => Math.max(0, Math.min(size - 1, at));
