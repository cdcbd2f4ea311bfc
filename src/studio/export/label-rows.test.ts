import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addLabelling, addSource, readFile } from '../../catalog/catalog.fixture';
import { labellingPath } from '../labelling/file/labelling';
import { finishLabelling } from '../labelling/labelling.fixture';
import { createProject } from '../project/folder/project';
import { labelRows } from './label-rows';

it('what is counted for an export is what it writes, also if the labelling is lost', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'));
  const project = createProject(join(folder, 'project'));
  try {
    const { catalog } = project;
    const [a, b] = catalog.classes.ensure(['a', 'b']).values();
    const files = Array.from({ length: 12 }, (_, i) =>
      readFile(`${i}.png`, i === 11 ? 10 : i, i < 3 ? { classId: a } : { split: 'unlabelled' }),
    );
    catalog.imports.store(addSource(catalog), files, []);
    const ids = catalog.images.ids();
    catalog.labels.set([ids[2], ids[3]], b, 'Ada');
    catalog.reviews.decide({ decision: 'ood', imageIds: [ids[3]] }, 'Ada');
    catalog.reviews.decide({ decision: 'exclude', imageIds: [ids[4]] }, 'Ada');
    catalog.reviews.decide({ decision: 'relabel', imageIds: [ids[5]], classId: a }, 'Ada');
    const { labelling } = addLabelling(catalog, [a, b]);
    const seen = ids.slice(3, 10);
    finishLabelling(project, labelling.id, {
      imageIds: seen,
      predictedClass: seen.map(() => 0),
      confidence: seen.map(() => 0.9),
    });
    catalog.selections.create({
      ...{
        labellingRunId: labelling.id,
        iterationId: null,
        settings: {},
        summary: { quota: 1, images: 1, states: {}, perClass: [] },
      },
      items: seen.map((imageId, i) => ({
        ...{ imageId, classId: a, copies: 1, state: i === 6 ? 'below-threshold' : 'kept' },
      })),
    });
    const counted = (selectionId: number | null) => catalog.labelSources.count(selectionId);
    const written = (pseudoLabels: boolean) => {
      const counts = { import: 0, person: 0, review: 0, 'pseudo-label': 0, none: 0 };
      for (const { source } of labelRows(project, { pseudoLabels, unlabelled: true })) counts[source.kind]++;
      return counts;
    };
    expect(written(true)).toEqual({ import: 2, person: 2, review: 2, 'pseudo-label': 3, none: 2 });
    expect(counted(catalog.selections.latest()!.id)).toEqual(written(true));
    expect(counted(null)).toEqual(written(false));
    const pseudo = () => {
      const said: string[] = [];
      const rows = [
        ...labelRows(project, { pseudoLabels: true, unlabelled: false }, ({ code }) => said.push(code)),
      ];
      const its = rows
        .map(({ label, source }) => ({ label, ...source }))
        .filter(({ kind }) => kind === 'pseudo-label');
      return { its, said };
    };
    const before = pseudo();
    expect(before.said).toEqual([]);
    rmSync(labellingPath(project, catalog.labellingRuns.get(labelling.id)));
    // The selection still knows the classes; only what the file held is missing.
    expect(pseudo()).toEqual({
      its: before.its.map((each) => ({ ...each, confidence: null })),
      said: ['confidences-lost'],
    });
  } finally {
    project.close();
    rmSync(folder, { recursive: true });
  }
});
