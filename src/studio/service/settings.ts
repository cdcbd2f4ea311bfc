import { z } from 'zod';
import type { AppSettings } from '../../contract';
import { StateFile } from './state-file';

const schema = z.object({ language: z.string().max(20).nullable() });

export function settingsFile(stateFolder: string): StateFile<AppSettings> {
  return new StateFile<AppSettings>(stateFolder, 'settings.json', schema, { language: null });
}
