import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { studioError } from '../../../core/errors';
import type { Host } from './host';

type Asked = Parameters<Host['chooseTarget']>[0];

/**
 * The file or folder that a person chose to write to; null if they cancelled. A file without an extension gets that of its kind, since not
 * every system's dialog adds it. Throws `export-target-exists` if a file with the extended name exists, which the dialog did not ask about.
 */
export async function chosenTarget(host: Pick<Host, 'chooseTarget'>, asked: Asked): Promise<string | null> {
  const chosen = await host.chooseTarget(asked);
  const ending = asked.kinds[0]?.extensions[0];
  if (chosen === null || ending === undefined || extname(chosen) !== '') return chosen;
  const path = `${chosen}.${ending}`;
  if (existsSync(path)) throw studioError('export-target-exists', { path });
  return path;
}
