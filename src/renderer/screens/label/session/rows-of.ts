import { isImageIssue } from '../../../../core/vocabulary/image-issues';
import { studio } from '../../../base/studio/connection';
import { termsIn } from '../../../gallery/filter/terms';
import type { Group } from '../../../gallery/layout/layout';
import type { LabelViewChoice } from './choice';
import type { Likeness } from './likeness';

/** The images of a choice, by id, in their order. */
interface OrderedRows {
  readonly rows: Int32Array;
  /** How many of them are beyond the usual limit of the issue that orders them; null if none does, or if it has no limit. */
  readonly found: number | null;
}

/** Asks the studio for the images of a choice; those that look alike are known to `likeness`. */
export async function rowsOf(
  { view, order, by, seed, similarTo, cluster, ...rest }: LabelViewChoice,
  likeness: Likeness,
): Promise<OrderedRows> {
  const [classId, search] = [rest.classId ?? undefined, rest.search || undefined];
  const pictures = termsIn(rest.pictures) > 0 ? rest.pictures : undefined;
  const inOrder = (rows: Int32Array): OrderedRows => ({ rows, found: null });
  if (cluster !== null) return inOrder(await likeness.members(cluster, search, pictures));
  if (order === 'similar')
    return inOrder(await likeness.similar({ to: similarTo, view, classId, search, pictures }));
  if (isImageIssue(order)) {
    const { ids, found } = await likeness.ranked(order, { view, classId, search, pictures });
    return { rows: ids, found };
  }
  if (order === 'next' && by === 'typical')
    return inOrder(await likeness.typical({ view, search, pictures }));
  const asked = {
    view,
    seed,
    classId,
    search,
    pictures,
    order: order === 'next' ? 'uncertain' : order,
  } as const;
  return inOrder(await studio.label.query(asked));
}

/** Groups near duplicates that follow each other; the number of a group takes the place of the class in a section. */
export async function groupsOf(rows: Int32Array): Promise<Group[]> {
  const groups: Group[] = [];
  for (const [at, number] of (await studio.label.groups({ ids: Int32Array.from(rows) })).entries()) {
    const last = groups.at(-1);
    if (last?.classId === number) groups[groups.length - 1] = { ...last, images: last.images + 1 };
    else groups.push({ classId: number, start: at, images: 1 });
  }
  return groups;
}
