import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { fingerprint, picture } from './golden.fixture';
import { opsOf } from './table';

const augmentOps = Object.fromEntries(opsOf('released'));
const augmentOpNames = Object.keys(augmentOps);

/** golden/make-levels.py wrote a line for each operation, size and level with Pillow 13.0.0 and the released code's formulas. */
const table = readFileSync(new URL('./golden/levels.tsv', import.meta.url), 'utf8');
const cases = table
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [op, size, level, drawn, sha, means, grey] = line.split('\t');
    return { op, size: Number(size), level: Number(level), drawn, sha, means, grey };
  });

/** Returns the random values that a line of the table states: a sign, or the two coordinates of a centre. */
class Drawn extends Random {
  readonly #values: number[];

  constructor(drawn: string) {
    super(0);
    this.#values = drawn === '' ? [] : drawn.split(' ').map(Number);
  }

  override next(): number {
    return this.#values[0] < 0 ? 0.25 : 0.75;
  }

  override int(): number {
    return this.#values.shift() ?? Number.NaN;
  }
}

describe.each([32, 224, 475, 600])('at %i pixels the operations equal the released code', (size) => {
  const source = picture(size);
  const own = cases.filter((one) => one.size === size);

  it('starts from the picture that the script drew', () => {
    const { sha, means, grey } = own.filter(({ op }) => op === 'none')[0];
    expect(fingerprint(source)).toEqual({ sha, means, grey });
  });

  it.each(augmentOpNames)('%s at levels 5, 9, 15 and 27', (name) => {
    const lines = own.filter(({ op }) => op === name);
    expect(new Set(lines.map(({ level }) => level))).toEqual(new Set([5, 9, 15, 27]));
    for (const { level, drawn, sha, means, grey } of lines) {
      const image = source.slice();
      augmentOps[name](image, size, level, new Drawn(drawn));
      expect({ level, drawn, ...fingerprint(image) }).toEqual({ level, drawn, sha, means, grey });
    }
  });
});

describe('the lengths of magnitude 27', () => {
  const greyShare = (name: 'TranslateX' | 'Cutout', size: number) => {
    const image = picture(size);
    augmentOps[name](image, size, 27, new Drawn(`${size >> 1} ${size >> 1}`));
    return Number(fingerprint(image).grey) / size ** 2;
  };

  it('leave 43 % of a 475 pixel image and 55 % of a 600 pixel one in place', () => {
    expect(greyShare('TranslateX', 475)).toBeCloseTo(270 / 475, 5);
    expect(greyShare('TranslateX', 600)).toBeCloseTo(270 / 600, 5);
  });

  it('cut 216 pixels, not 458, out of 475', () => {
    // A few pixels outside of the square have the same grey by chance.
    expect(greyShare('Cutout', 475)).toBeCloseTo((216 / 475) ** 2, 3);
  });

  it('are eighths of the side below 224 pixels', () => {
    expect(greyShare('TranslateX', 32)).toBeCloseTo(11 / 32, 5);
    expect(greyShare('TranslateX', 223)).toBeCloseTo(73 / 223, 5);
    expect(greyShare('TranslateX', 224)).toBe(1);
  });
});
