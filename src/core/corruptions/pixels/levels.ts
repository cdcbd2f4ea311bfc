/** Bytes as levels 0 to 1. */
export function levelsOf(pixels: Uint8Array): Float32Array {
  const out = new Float32Array(pixels.length);
  for (let i = 0; i < out.length; i++) out[i] = pixels[i] / 255;
  return out;
}

/** Clips levels to 0 and 1 in place and returns its argument. */
export function clip(levels: Float32Array): Float32Array {
  for (let i = 0; i < levels.length; i++) levels[i] = Math.max(0, Math.min(1, levels[i]));
  return levels;
}
