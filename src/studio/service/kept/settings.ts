import { z } from 'zod';
import { type AppSettings, settingsSchema } from '../../../contract/app';
import { StateFile } from './state-file';

const { language, toured, keys } = settingsSchema.shape;

/** The keys of a file, without invalid entries. */
const readableKeys = z
  .record(z.string(), z.unknown())
  .transform(
    (all) =>
      Object.fromEntries(
        Object.entries(all).filter((entry) => keys.safeParse(Object.fromEntries([entry])).success),
      ) as AppSettings['keys'],
  );

/** A value that cannot be read, or that is missing because the file is of an earlier version, does not affect the others. */
const schema = z.object({
  language: language.catch(null),
  toured: toured.catch(false),
  keys: readableKeys.catch({}),
});

export function settingsFile(stateFolder: string): StateFile<AppSettings> {
  const empty = { language: null, toured: false, keys: {} };
  return new StateFile<AppSettings>(stateFolder, 'settings.json', schema, empty);
}
