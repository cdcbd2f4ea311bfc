const maxSampleValue = 281;
const sMaxSampleValue = 341;
const short = 3;
const long = 4;
const float = 11;

/**
 * The maximum value that a TIFF declares for its first picture (MaxSampleValue, SMaxSampleValue); undefined
 * where it declares none.
 */
export function tiffLimit(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = bytes[0] === 0x49;
  // For a BigTIFF the values themselves decide.
  if (bytes.length < 8 || view.getUint16(2, little) !== 42) return undefined;
  const directory = view.getUint32(4, little);
  if (directory + 2 > bytes.length) return undefined;
  const entries = Math.min(
    view.getUint16(directory, little),
    Math.floor((bytes.length - directory - 2) / 12),
  );
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    const tag = view.getUint16(at, little);
    if (tag !== maxSampleValue && tag !== sMaxSampleValue) continue;
    const limit = valueAt(view, at, little);
    if (limit !== undefined && limit > 0) return limit;
  }
  return undefined;
}

/** The value of an entry with one value, or with an equal one for each channel. */
function valueAt(view: DataView, entry: number, little: boolean): number | undefined {
  const type = view.getUint16(entry + 2, little);
  const count = view.getUint32(entry + 4, little);
  const size = type === short ? 2 : 4;
  const place = count * size <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (place + size > view.byteLength) return undefined;
  if (type === short) return view.getUint16(place, little);
  if (type === long) return view.getUint32(place, little);
  return type === float ? view.getFloat32(place, little) : undefined;
}
