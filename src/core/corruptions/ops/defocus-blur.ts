import { defineCorruption } from '../corruption';
import { disk, filter } from '../pixels/kernel';
import { levelsOf } from '../pixels/levels';

/** Radius of the disk in pixels, and how far its edge is softened. */
export const defocusBlur = defineCorruption({
  name: 'defocus-blur',
  words: {
    en: { title: 'Defocus blur', help: 'A lens out of focus: every point becomes a disk.' },
    ko: { title: '초점 흐림', help: '초점이 맞지 않아 점이 원반으로 번집니다.' },
  },
  group: 'blur',
  published: {
    32: [
      [0.3, 0.4],
      [0.4, 0.5],
      [0.5, 0.6],
      [1, 0.2],
      [1.5, 0.1],
    ],
    64: [
      [0.5, 0.6],
      [1, 0.1],
      [1.5, 0.1],
      [2.5, 0.01],
      [3, 0.1],
    ],
    224: [
      [3, 0.1],
      [4, 0.5],
      [6, 0.5],
      [8, 0.5],
      [10, 0.5],
    ],
  },
  apply: ({ pixels, size, scale }, [radius, edge]) =>
    filter(levelsOf(pixels), size, 3, disk(radius * scale, edge)),
});
