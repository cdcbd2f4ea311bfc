import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file beside its place and renames it: it is there whole, or as it was before. */
export async function writeWhole(file: string, data: string | Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, data);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
