import type { LabellingRun, SelectionRow } from '../../../catalog';
import { toldByClass } from '../../../core/calibration/summary';
import { type OodScoreName, oodTitles } from '../../../core/ood';
import type { Recipe } from '../../../core/recipe';
import { readableColumns } from '../../labelling/file/labelling';
import { listedClasses } from '../../labelling/rule/listed-classes';
import type { Project } from '../../project/folder/project';
import { makeHistogram } from '../facts/make-histogram';
import type { ReportHistogram, ReportLabelling } from '../facts/types';
import type { PoolTruth } from './pool-truth';

/**
 * What the report shows of a labelling and its selection. The limits are those that the selection was made with, which a person may have
 * changed in the review or on the command line; only selections of old versions did not store them. If the labelling's file is lost, only
 * the histograms are missing.
 */
export function labellingOf(
  project: Project,
  labelling: LabellingRun,
  { settings, summary }: Pick<SelectionRow, 'settings' | 'summary'>,
  recipe: Recipe,
  truth?: PoolTruth,
): ReportLabelling {
  const { catalog } = project;
  const names = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
  const { states, trust } = summary;
  const right = trust ? toldByClass(trust) : [];
  const copies = summary.perClass.reduce((sum, entry) => sum + entry.copies, 0);
  const columns = readableColumns(project, labelling);
  const inDomain = truth && columns ? truth.inDomain(columns.imageIds) : null;
  const histogram = (values: Float32Array, options: Parameters<typeof makeHistogram>[1]): ReportHistogram =>
    makeHistogram(inDomain ? splitByTruth(values, inDomain) : [{ name: 'all images', values }], options);
  const score = labelling.oodScore as OodScoreName | null;
  const limit = settings.oodLimit === undefined ? labelling.oodThreshold : settings.oodLimit;
  return {
    pool: labelling.images,
    threshold: settings.threshold ?? recipe.selection.threshold,
    oodScore: score && (oodTitles('en')[score] ?? score),
    oodThreshold: limit,
    taught: labelling.taught,
    kept: states.kept,
    lowConfidence: states['below-threshold'],
    ood: states['out-of-domain'],
    overQuota: states['over-quota'],
    excluded: states.excluded,
    copies,
    trust,
    perClass: listedClasses(catalog, summary.perClass).map((entry) => ({
      name: names.get(entry.classId) ?? '?',
      kept: entry.kept,
      copies: entry.copies,
      quota: summary.quota,
      threshold: entry.threshold,
      right: right.find(({ classId }) => classId === entry.classId),
    })),
    isLost: columns === null,
    confidenceHistogram: columns && histogram(columns.confidence, { range: [0, 1] }),
    oodHistogram: columns && score ? histogram(columns.oodScore, { include: limit }) : null,
  };
}

function splitByTruth(values: Float32Array, inDomain: readonly boolean[]) {
  return [
    { name: 'in-domain', values: values.filter((_, i) => inDomain[i]) },
    { name: 'of no class', values: values.filter((_, i) => !inDomain[i]) },
  ];
}
