let held = new Uint8Array(0);

/** A buffer of at least `bytes` bytes that every op may use until it returns; one for each thread. */
export function scratch(bytes: number): Uint8Array {
  if (held.length < bytes) held = new Uint8Array(bytes);
  return held;
}
