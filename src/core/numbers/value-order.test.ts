import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderByValue, turnedOrder } from './value-order';

const value = fc.oneof(fc.float(), fc.constantFrom(0, -0, 1, -1, Number.NaN, Number.NEGATIVE_INFINITY));

describe('orderByValue', () => {
  it('equals a stable comparing sort with NaN last, in both directions', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), fc.boolean(), (list, descending) => {
        const values = Float32Array.from(list);
        const sign = descending ? -1 : 1;
        const expected = [...values.keys()].sort((a, b) => {
          const [x, y] = [values[a], values[b]];
          if (Number.isNaN(x) || Number.isNaN(y))
            return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
          return x === y ? a - b : x < y ? -sign : sign;
        });
        expect(Array.from(orderByValue(values, descending))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a part of a buffer', () => {
    expect(Array.from(orderByValue(Float32Array.of(9, 3, 1, 2).subarray(1)))).toEqual([1, 2, 0]);
  });
});

describe('turnedOrder', () => {
  it('equals sorting in the other direction', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), fc.boolean(), (list, descending) => {
        const values = Float32Array.from(list);
        expect(turnedOrder(orderByValue(values, descending), values)).toEqual(
          orderByValue(values, !descending),
        );
      }),
      { numRuns: 500 },
    );
  });
});
