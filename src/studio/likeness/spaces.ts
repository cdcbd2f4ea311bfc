import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HashedImages } from '../../catalog';
import type { Clusters } from '../../core/likeness';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import { LookCache } from '../../data/cache/look-cache';
import type { Project } from '../project/project';
import { networkName } from './network';

/** Clusters, and the images that are in them. */
export interface MadeClusters extends Clusters {
  /** Ascending. */
  readonly ids: Int32Array;
  /** Their looks, as rows of the space. */
  readonly rows: Int32Array;
  /** Of each cluster some of the most typical images, as ids. */
  readonly typical: readonly Int32Array[];
}

/** What is known of a project's images by one basis: their looks, and their clusters once they were made. */
export interface LookSpace {
  readonly cache: LookCache;
  /** Its file, and beside it what else it needs. */
  readonly file: string;
  /** The weights of the network that looks; null where none does. */
  readonly network: string | null;
  /** Images that could not be read in this session, by id: they are not tried again. */
  readonly unreadable: Set<number>;
  clusters: MadeClusters | null;
}

/** Grows where what is in the files of looks changes its meaning. */
const version = 1;

const spaces = new WeakMap<Project, Map<LikenessBasis, Promise<LookSpace>>>();

/** The space of a basis, read from the cache at the first call. */
export function spaceOf(project: Project, basis: LikenessBasis): Promise<LookSpace> {
  const known = spaces.get(project) ?? new Map<LikenessBasis, Promise<LookSpace>>();
  spaces.set(project, known);
  const found = known.get(basis);
  if (found) return found;
  const network = basis === 'network' ? networkName() : null;
  const file = join(project.cacheFolder, `looks-${network ?? basis}-${version}.bin`);
  // Without the directions that they were made along they say nothing.
  if (network && !existsSync(axesFile(file))) rmSync(file, { force: true });
  const opened = LookCache.open(file).then((cache) => {
    return { cache, file, network, unreadable: new Set<number>(), clusters: null };
  });
  known.set(basis, opened);
  opened.catch(() => known.delete(basis));
  return opened;
}

/** Where the directions lie along which the features of a network are shortened to looks. */
export const axesFile = (file: string) => `${file}.axes`;

/** The rows of some images' looks, -1 where there is none. */
export function rowsIn(
  { cache }: LookSpace,
  { ids, hashes }: Pick<HashedImages, 'ids' | 'hashes'>,
): Int32Array {
  const rows = new Int32Array(ids.length);
  for (let i = 0; i < rows.length; i++) rows[i] = cache.rowOf(hashes.subarray(i * 32, (i + 1) * 32));
  return rows;
}
