import { expect, it } from 'vitest';
import type { TrainSpec } from '../job/messages';
import { parted } from './probed-images';

it('the probe is chosen by some of many validation images, of every class, and none is lost', () => {
  const images = 9000;
  const labels = Int32Array.from({ length: images }, (_, i) => Math.floor(i / (images / 10)));
  const hashes = new Uint8Array(images * 32);
  const numbers = new DataView(hashes.buffer);
  for (let i = 0; i < images; i++) numbers.setUint32(i * 32, i);
  const spec = { model: { arch: 'b0', classes: 10, imageSize: 224 }, seed: 4 } as TrainSpec;
  const { probed, rest } = parted({ hashes, labels }, spec, 1);
  // 40 million multiplications allow 3,125 images with 10 classes and 1,280 features: every third image of
  // 9,000.
  expect([probed.labels.length, rest.labels.length]).toEqual([3000, 6000]);
  for (let label = 0; label < 10; label++)
    expect(probed.labels.filter((each) => each === label)).toHaveLength(300);
  const seen = [probed, rest].flatMap((part) =>
    Array.from(part.labels, (label, at) => {
      const image = new DataView(part.hashes.buffer).getUint32(at * 32);
      expect(label).toBe(labels[image]);
      return image;
    }),
  );
  expect(new Set(seen).size).toBe(images);
});
