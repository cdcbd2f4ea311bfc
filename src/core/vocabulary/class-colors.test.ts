import { expect, it } from 'vitest';
import { classColor, classPalette } from './class-colors';

it('gives 32 classes 32 colours, the palette first', () => {
  const colors = Array.from({ length: 32 }, (_, position) => classColor(position));
  expect(colors.slice(0, 8)).toEqual(classPalette);
  expect(new Set(colors).size).toBe(32);
  expect(colors[8]).toBe('#80b9d9');
  for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/);
});
