import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HashedImages } from '../../catalog';
import type { Clusters } from '../../core/likeness';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import { LookCache } from '../../data/cache/look-cache';
import type { Project } from '../project/folder/project';
import { networkName } from './network';

/** Clusters, and the images in them. */
export interface MadeClusters extends Clusters {
  /** Ascending. */
  readonly ids: Int32Array;
  /** The rows of their looks in the space. */
  readonly rows: Int32Array;
  /** Ids of some of the most typical images, for each cluster. */
  readonly typical: readonly Int32Array[];
}

/** Something that is known about images, by the content of their files. */
export interface ImageCache {
  readonly cache: LookCache;
  /** Images that could not be read in this session, by id: they are not tried again. */
  readonly unreadable: Set<number>;
}

/** What is known about a project's images on one basis: their looks, and their clusters once these were made. */
export interface LookSpace extends ImageCache {
  /** Path of the looks; other files that the space needs are beside it. */
  readonly file: string;
  /** Name of the weights of the network that looks; null if none does. */
  readonly network: string | null;
  clusters: MadeClusters | null;
}

/** Must be increased when the contents of the files of looks change their meaning. */
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
  // Looks are useless without the directions along which they were made.
  if (network && !existsSync(axesFile(file))) rmSync(file, { force: true });
  const opened = LookCache.open(file).then((cache) => {
    return { cache, file, network, unreadable: new Set<number>(), clusters: null };
  });
  known.set(basis, opened);
  opened.catch(() => known.delete(basis));
  return opened;
}

/** Path of the directions along which the features of a network are shortened to looks. */
export const axesFile = (file: string) => `${file}.axes`;

/** The rows of some images' looks, -1 for images without a look. */
export function rowsIn(
  { cache }: Pick<ImageCache, 'cache'>,
  { ids, hashes }: Pick<HashedImages, 'ids' | 'hashes'>,
): Int32Array {
  const rows = new Int32Array(ids.length);
  for (let i = 0; i < rows.length; i++) rows[i] = cache.rowOf(hashes.subarray(i * 32, (i + 1) * 32));
  return rows;
}
