import type { Random } from '../../numbers/random';
import { uniform } from './draws';
import { gaussianBlur } from './gaussian';
import { plasma } from './plasma';

/** The number of places that crystals grow from; each crystal branches to both sides at 60 degrees, as ice does. */
const seeds = 24;
const [sixth, generations] = [Math.PI / 3, 3];

/** A pattern of ice `[size, size]`: feathered crystals over clouds of rime, with mean 0 and deviation 1. */
export function ice(random: Random, size: number): Float32Array {
  const crystals = new Float32Array(size * size);
  for (let i = 0; i < seeds; i++) {
    const angle = uniform(random, 0, 2 * Math.PI);
    const length = size * uniform(random, 0.25, 0.7);
    grow(crystals, size, random, {
      x: size * random.next(),
      y: size * random.next(),
      angle,
      length,
      light: 1,
      generation: 0,
    });
  }
  const soft = standard(gaussianBlur(crystals, size, 1, size / 320));
  const rime = standard(plasma(random, size, 1.9));
  return standard(soft.map((each, i) => 0.75 * Math.min(each, 3) + rime[i]));
}

interface Branch {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly length: number;
  readonly light: number;
  readonly generation: number;
}

/** Draws a branch a pixel at a time and lets smaller ones grow from it, shorter towards its end. */
function grow(field: Float32Array, size: number, random: Random, branch: Branch): void {
  const { x, y, angle, length, light, generation } = branch;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const every = Math.max(2, size / 36) * (1 + generation);
  let next = every * random.next();
  for (let along = 0; along < length; along++) {
    const [px, py] = [x + dx * along, y + dy * along];
    const left = 1 - along / length;
    dab(field, size, px, py, light * (0.3 + 0.7 * left));
    if (generation + 1 >= generations || along < next) continue;
    next += every * uniform(random, 0.6, 1.4);
    for (const side of [-sixth, sixth])
      grow(field, size, random, {
        x: px,
        y: py,
        angle: angle + side * uniform(random, 0.85, 1.15),
        length: length * left * uniform(random, 0.15, 0.4),
        light: 0.75 * light,
        generation: generation + 1,
      });
  }
}

function dab(field: Float32Array, size: number, x: number, y: number, light: number): void {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= size || row >= size) return;
  const at = row * size + column;
  field[at] = Math.max(field[at], light);
}

/** Shifts and scales a field to mean 0 and deviation 1; a uniform field becomes 0. */
function standard(field: Float32Array): Float32Array {
  const mean = field.reduce((sum, each) => sum + each, 0) / field.length;
  const variance = field.reduce((sum, each) => sum + (each - mean) ** 2, 0) / field.length;
  return field.map((each) => (each - mean) / (Math.sqrt(variance) || 1));
}
