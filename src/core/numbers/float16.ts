const f32 = new Float32Array(1);
const u32 = new Uint32Array(f32.buffer);

/** The bits of the float16 nearest to `value`, ties to even (IEEE 754); beyond 65,504 infinity. */
export function toFloat16(value: number): number {
  f32[0] = value;
  const bits = u32[0];
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude < 0x38800000) return sign | subnormal(magnitude);
  // Rebias the exponent from 127 to 15 and round the 13 bits that fall away; a carry moves into the exponent as it should.
  const rebased = magnitude - 0x38000000;
  return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13);
}

/** Below 2^-14 a float16 counts in units of 2^-24; adding 0.5 to such a float32 rounds to exactly that unit. */
function subnormal(magnitude: number): number {
  u32[0] = magnitude;
  f32[0] = f32[0] + 0.5;
  return u32[0] - 0x3f000000;
}

/** The number that float16 bits stand for. */
export function fromFloat16(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** Soft labels for disk: each number as float16 bits. */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) bits[i] = toFloat16(values[i]);
  return bits;
}

let table: Float32Array | undefined;

/** The numbers that all 65,536 float16 bit patterns stand for (256 KiB, made at the first call). */
export function float16Table(): Float32Array {
  table ??= Float32Array.from({ length: 65_536 }, (_, i) => fromFloat16(i));
  return table;
}

/** Float16 bits as numbers. */
export function decodeFloat16(bits: Uint16Array, out = new Float32Array(bits.length)): Float32Array {
  const numbers = float16Table();
  for (let i = 0; i < bits.length; i++) out[i] = numbers[bits[i]];
  return out;
}
