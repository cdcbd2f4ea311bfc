import { defineCorruption } from '../corruption';
import { levelsOf } from '../pixels/levels';
import { plasma } from '../pixels/plasma';

/** How dense the fog is, and how its clouds decay from large to small. */
export const fog = defineCorruption({
  name: 'fog',
  words: {
    en: { title: 'Fog', help: 'Clouds of fog lie over the scene.' },
    ko: { title: '안개', help: '장면 위에 안개가 낍니다.' },
  },
  group: 'weather',
  published: {
    32: [
      [0.2, 3],
      [0.5, 3],
      [0.75, 2.5],
      [1, 2],
      [1.5, 1.75],
    ],
    64: [
      [0.4, 3],
      [0.7, 3],
      [1, 2.5],
      [1.5, 2],
      [2, 1.75],
    ],
    224: [
      [1.5, 2],
      [2, 2],
      [2.5, 1.7],
      [2.5, 1.5],
      [3, 1.4],
    ],
  },
  apply({ pixels, size }, [density, decay], random) {
    const clean = levelsOf(pixels);
    const brightest = clean.reduce((most, level) => Math.max(most, level), 0);
    const clouds = plasma(random, size, decay);
    // The brightest pixel under the densest cloud stays as bright as it is.
    const dimmed = brightest / (brightest + density);
    return clean.map((level, i) => (level + density * clouds[Math.floor(i / 3)]) * dimmed);
  },
});
