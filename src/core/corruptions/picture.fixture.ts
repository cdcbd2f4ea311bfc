/** A drawn picture `[size, size, 3]`, the same as `picture` of golden/make.py: waves of three lengths, a disk and a dark bar. */
export function picture(size: number): Uint8Array {
  const out = new Uint8Array(size * size * 3);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [x, y] = [column / size, row / size];
      const levels = levelsAt(x, y);
      for (let c = 0; c < 3; c++) out[(row * size + column) * 3 + c] = Math.floor(levels[c] * 255 + 0.5);
    }
  return out;
}

function levelsAt(x: number, y: number): readonly number[] {
  if (x > 0.7 && x < 0.8) return [0.1, 0.15, 0.12];
  if ((x - 0.4) ** 2 + (y - 0.55) ** 2 < 0.06) return [0.9, 0.7, 0.2];
  return [
    0.5 + 0.4 * Math.sin(9 * x + 3 * y),
    0.45 + 0.3 * Math.cos(7 * y - 2 * x),
    0.5 + 0.25 * Math.sin(25 * x * y),
  ];
}
