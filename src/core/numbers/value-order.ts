const bits = 11;
const buckets = 1 << bits;

/**
 * Row numbers in the order of their values, `[rows]`: smallest first or, descending, largest first. Equal values (0 and -0 are) stay in
 * the order of rows; NaN comes last either way.
 */
export const orderByValue = (values: Float32Array, descending = false): Int32Array =>
  orderByKey(keysOf(values, descending));

/**
 * Row numbers by ascending keys, `[rows]`; equal ones stay in the order of rows. A radix sort in three passes, several times as fast as a
 * comparing one.
 */
export function orderByKey(keys: Uint32Array): Int32Array {
  const rows = keys.length;
  const counts = [new Int32Array(buckets), new Int32Array(buckets), new Int32Array(buckets)];
  for (let i = 0; i < rows; i++) {
    const key = keys[i];
    counts[0][key & (buckets - 1)]++;
    counts[1][(key >>> bits) & (buckets - 1)]++;
    counts[2][key >>> (2 * bits)]++;
  }
  let order = Int32Array.from({ length: 0 });
  let target = new Int32Array(rows);
  for (const [pass, count] of counts.entries()) {
    toStarts(count);
    const shift = pass * bits;
    for (let at = 0; at < rows; at++) {
      const row = pass === 0 ? at : order[at];
      target[count[(keys[row] >>> shift) & (buckets - 1)]++] = row;
    }
    const spare = pass === 0 ? new Int32Array(rows) : order;
    order = target;
    target = spare;
  }
  return order;
}

/** The order of `orderByValue` in the other direction, computed from its result without sorting again. */
export function turnedOrder(order: Int32Array, values: Float32Array): Int32Array {
  const rows = order.length;
  let numbers = rows;
  while (numbers > 0 && Number.isNaN(values[order[numbers - 1]])) numbers--;
  const turned = order.slice();
  let at = 0;
  for (let end = numbers; end > 0; ) {
    let start = end - 1;
    const value = values[order[start]];
    while (start > 0 && values[order[start - 1]] === value) start--;
    for (let place = start; place < end; place++) turned[at++] = order[place];
    end = start;
  }
  return turned;
}

/** Unsigned integers that sort as the values do. */
function keysOf(values: Float32Array, descending: boolean): Uint32Array {
  const patterns = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const keys = new Uint32Array(values.length);
  for (let i = 0; i < keys.length; i++) {
    const pattern = patterns[i];
    if ((pattern & 0x7fffffff) > 0x7f800000) {
      keys[i] = 0xffffffff;
      continue;
    }
    // Negative numbers are stored by magnitude; -0 counts as 0.
    const key =
      pattern > 0x80000000 ? ~pattern : pattern === 0x80000000 ? pattern : (pattern | 0x80000000) >>> 0;
    keys[i] = descending ? ~key : key;
  }
  return keys;
}

function toStarts(counts: Int32Array): void {
  let start = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    counts[i] = start;
    start += count;
  }
}
