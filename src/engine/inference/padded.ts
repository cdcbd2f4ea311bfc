/** `part` with zeros behind it up to `length`, as a graph for whole batches takes it; itself where it has that length. */
export function padded<T extends Float32Array | Uint8Array>(part: T, length: number): T {
  if (part.length === length) return part;
  const whole = new (part.constructor as new (length: number) => T)(length);
  whole.set(part as never);
  return whole;
}
