import { stat } from 'node:fs/promises';
import exifr from 'exifr';
import type { FileFacts } from '../../../contract';
import { studioError } from '../../../core/errors';

/** Which EXIF data of a file are read; the values are not converted. */
const wanted = {
  tiff: true,
  exif: true,
  gps: false,
  reviveValues: false,
  translateValues: false,
  pick: ['Make', 'Model', 'DateTimeOriginal', 'CreateDate'],
};

/**
 * What an image's file says about itself. A file without EXIF data, or with meaningless data, has neither date nor camera. Throws
 * `vanished`.
 */
export async function fileFactsOf({ file }: { readonly file: string }): Promise<FileFacts> {
  const found = await stat(file).catch(() => null);
  if (!found) throw studioError('vanished', {});
  // Only the beginning of the file is read, which is where EXIF data are.
  const said = await exifr.parse(file, wanted).catch(() => undefined);
  return {
    file,
    bytes: found.size,
    modifiedAt: Math.round(found.mtimeMs),
    taken: localTime(said?.DateTimeOriginal) ?? localTime(said?.CreateDate),
    camera: cameraName(said?.Make, said?.Model),
  };
}

/**
 * Converts `2026:05:01 10:11:12` to `2026-05-01T10:11:12`; null if it is not a date, such as the zeros of a camera whose clock was never
 * set.
 */
function localTime(text: unknown): string | null {
  const parts = typeof text === 'string' ? /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text) : null;
  if (!parts) return null;
  const [, year, month, day, time] = parts;
  const written = `${year}-${month}-${day}T${time}`;
  return Number(year) > 0 && !Number.isNaN(Date.parse(`${written}Z`)) ? written : null;
}

/** Most model names already contain the maker. */
function cameraName(make: unknown, model: unknown): string | null {
  const [maker, name] = [make, model].map((text) =>
    typeof text === 'string' ? text.replaceAll('\0', '').trim() : '',
  );
  const named = name.toLowerCase().startsWith(maker.split(' ')[0].toLowerCase()) ? name : `${maker} ${name}`;
  return named.trim() || null;
}
