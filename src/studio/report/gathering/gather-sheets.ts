import type { Iteration, SelectionItem } from '../../../catalog';
import { Random } from '../../../core/numbers/random';
import { readableColumns } from '../../labelling/file/labelling';
import type { Project } from '../../project/folder/project';
import type { ContactSheet, ContactTile, TileState } from '../facts/types';
import { contactSheetTile } from './contact-sheet-tile';
import type { PoolTruth } from './pool-truth';

const tilesPerSheet = 60;

const kinds = [
  { state: 'kept', tile: 'kept', title: 'Kept', note: 'A random sample of what the student learnt from.' },
  {
    state: 'below-threshold',
    tile: 'low-confidence',
    title: 'Dropped: low confidence',
    note: 'The teacher was less confident than the threshold.',
  },
  {
    state: 'out-of-domain',
    tile: 'ood',
    title: 'Out of domain',
    note: 'These images look like none of the labelled ones.',
  },
] as const satisfies readonly {
  state: SelectionItem['state'];
  tile: TileState;
  title: string;
  note: string;
}[];

/**
 * Samples of what the last finished selection kept and dropped; every call draws the same ones. If the labelling's file is lost, they have
 * no confidence.
 */
export async function contactSheets(
  project: Project,
  iterations: readonly Iteration[],
  truth?: PoolTruth,
): Promise<ContactSheet[]> {
  const { catalog } = project;
  const selection = [...iterations]
    .reverse()
    .map(({ id }) => catalog.selections.latest(id))
    .find((found) => found !== undefined);
  if (!selection) return [];
  const columns = readableColumns(project, catalog.labellingRuns.get(selection.labellingRunId));
  const rowOf = new Map(Array.from(columns?.imageIds ?? [], (id, row) => [id, row]));
  const names = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
  const sheets: ContactSheet[] = [];
  for (const { state, tile, title, note } of kinds) {
    const items = catalog.selections.items(selection.id, state);
    const drawn = new Random(selection.id, items.length).shuffle(items).slice(0, tilesPerSheet);
    // A report is given to others: it has no picture that a person excluded.
    const files = new Map(
      catalog.images
        .byIds(drawn.map(({ imageId }) => imageId))
        .flatMap(({ id, file, state: now }) => (now === 'excluded' ? [] : [[id, file]])),
    );
    const tiles = await Promise.all(
      drawn.map(async ({ imageId, classId }): Promise<ContactTile | null> => {
        const row = rowOf.get(imageId) as number;
        const file = files.get(imageId);
        // A file that is gone must not make the report fail.
        const dataUri = file === undefined ? null : await contactSheetTile(file).catch(() => null);
        if (dataUri === null) return null;
        return {
          dataUri,
          className: names.get(classId) ?? '?',
          confidence: columns?.confidence[row],
          oodScore: columns?.oodScore[row],
          trueName: truth ? truth.classOf(imageId) : undefined,
          state: tile,
        };
      }),
    );
    const shown = tiles
      .filter((entry) => entry !== null)
      .sort((a, b) => (b.confidence ?? 0) - (a.confidence ?? 0));
    sheets.push({ title: `${title} (${items.length.toLocaleString('en')})`, note, tiles: shown });
  }
  return sheets;
}
