/**
 * Renames dynamic symbols of a 64-bit little-endian ELF file in place. A new name has the length and the GNU hash of the old one, so hash
 * tables, relocations and everything else stay as they are: in Bernstein's hash (h * 33 + c), a letter that is higher by one compensates
 * for a next letter that is lower by 33.
 */
const head = { sectionless: 0x20, entrySize: 0x36, entries: 0x38 };
const load = 1;
const dynamic = 2;
const strtab = 5;
const strsz = 10;

/**
 * `g_free` becomes `h>free`, and `g_string_free` becomes `h>strinh>free`, because linkers store a name that is the end of another one only
 * once.
 */
export function twinOf(name, mark) {
  const twin = String.fromCharCode(mark.charCodeAt(0) + 1, mark.charCodeAt(1) - 33);
  return name.replaceAll(mark, twin);
}

/** The part of the file that contains the names of its dynamic symbols. */
function dynamicNames(file) {
  if (file.toString('latin1', 0, 6) !== '\x7fELF\x02\x01')
    throw new Error('not a 64-bit little-endian ELF file');
  const number = (at) => Number(file.readBigUInt64LE(at));
  const segments = Array.from({ length: file.readUInt16LE(head.entries) }, (_, i) => {
    const at = number(head.sectionless) + i * file.readUInt16LE(head.entrySize);
    return {
      type: file.readUInt32LE(at),
      offset: number(at + 8),
      address: number(at + 16),
      size: number(at + 32),
    };
  });
  const table = segments.find(({ type }) => type === dynamic);
  if (!table) throw new Error('not a dynamic ELF file');
  const entries = new Map();
  for (let at = table.offset; at < table.offset + table.size; at += 16)
    entries.set(number(at), number(at + 8));
  const address = entries.get(strtab);
  const holder = segments.find(
    ({ type, address: from, size }) => type === load && address >= from && address < from + size,
  );
  if (!holder) throw new Error('its dynamic names lie in no segment');
  const start = address - holder.address + holder.offset;
  return file.subarray(start, start + entries.get(strsz));
}

/**
 * Renames every dynamic symbol that begins with `mark` or has it after a `_` (the end of a name may also be the name of another symbol);
 * returns the new names. Changes the given bytes.
 */
export function renameSymbols(file, mark) {
  const names = dynamicNames(file);
  const renamed = [];
  for (let at = 0; at < names.length; at = names.indexOf(0, at) + 1) {
    const name = names.toString('latin1', at, names.indexOf(0, at));
    if (name.startsWith('_Z') || !`_${name}`.includes(`_${mark}`)) continue;
    const twin = twinOf(name, mark);
    names.write(twin, at, 'latin1');
    renamed.push(twin);
  }
  return renamed;
}
