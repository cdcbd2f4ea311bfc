import { z } from 'zod';
import type { AppSettings } from '../../contract';
import { StateFile } from './state-file';

/** Files of earlier versions know nothing of the tour. */
const schema = z.object({ language: z.string().max(20).nullable(), toured: z.boolean().default(false) });

export function settingsFile(stateFolder: string): StateFile<AppSettings> {
  return new StateFile<AppSettings>(stateFolder, 'settings.json', schema, { language: null, toured: false });
}
