import { defineCorruption } from '../corruption';
import { normals, uniform } from '../pixels/draws';
import { clip, levelsOf } from '../pixels/levels';
import { motionBlur } from '../pixels/motion';
import { zoomed } from '../pixels/zoom';

/**
 * Mean and deviation of the noise that flakes are cut from, their size in pixels, the level below which there is none, radius and deviation
 * of their fall in pixels, and how much of the picture's own light is left.
 */
export const snow = defineCorruption({
  name: 'snow',
  words: {
    en: { title: 'Snow', help: 'Falling flakes before a whitened scene.' },
    ko: { title: '눈', help: '하얗게 된 장면 앞으로 눈송이가 떨어집니다.' },
  },
  group: 'weather',
  published: {
    32: [
      [0.1, 0.2, 1, 0.6, 8, 3, 0.95],
      [0.1, 0.2, 1, 0.5, 10, 4, 0.9],
      [0.15, 0.3, 1.75, 0.55, 10, 4, 0.9],
      [0.25, 0.3, 2.25, 0.6, 12, 6, 0.85],
      [0.3, 0.3, 1.25, 0.65, 14, 12, 0.8],
    ],
    64: [
      [0.1, 0.2, 1, 0.6, 8, 3, 0.8],
      [0.1, 0.2, 1, 0.5, 10, 4, 0.8],
      [0.15, 0.3, 1.75, 0.55, 10, 4, 0.7],
      [0.25, 0.3, 2.25, 0.6, 12, 6, 0.65],
      [0.3, 0.3, 1.25, 0.65, 14, 12, 0.6],
    ],
    224: [
      [0.1, 0.3, 3, 0.5, 10, 4, 0.8],
      [0.2, 0.3, 2, 0.5, 12, 4, 0.7],
      [0.55, 0.3, 4, 0.9, 12, 8, 0.7],
      [0.55, 0.3, 4.5, 0.85, 12, 8, 0.65],
      [0.55, 0.3, 2.5, 0.85, 12, 12, 0.55],
    ],
  },
  apply({ pixels, size, scale }, [mean, deviation, flake, least, radius, sigma, own], random) {
    const noise = normals(random, size * size, mean, deviation);
    const flakes = zoomed(noise, size, 1, Math.max(1, flake * scale));
    const cut = clip(flakes.map((level) => (level < least ? 0 : level))).map(
      (level) => Math.floor(level * 255) / 255,
    );
    const fall = { radius: radius * scale, sigma: sigma * scale, angle: uniform(random, -135, -45) };
    const layer = motionBlur(cut, size, 1, fall);
    const out = levelsOf(pixels);
    for (let i = 0; i < layer.length; i++) {
      const [red, green, blue] = out.subarray(3 * i, 3 * i + 3);
      const light = (0.299 * red + 0.587 * green + 0.114 * blue) * 1.5 + 0.5;
      // The layer falls twice: as it is, and turned by half a circle.
      const falling = layer[i] + layer[layer.length - 1 - i];
      for (let c = 3 * i; c < 3 * i + 3; c++)
        out[c] = own * out[c] + (1 - own) * Math.max(out[c], light) + falling;
    }
    return out;
  },
});
