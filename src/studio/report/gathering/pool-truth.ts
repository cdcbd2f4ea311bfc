import { basename } from 'node:path';
import type { LabellingRun, SelectionRow } from '../../../catalog';
import { auroc, type OodScoreName, oodScoreNames } from '../../../core/ood';
import type { Recipe, SelectionSettings } from '../../../core/recipe';
import { flagScores } from '../../labelling/file/flag-file';
import { readableColumns, withLabelling } from '../../labelling/file/labelling';
import { ruleFor, type SelectionRule } from '../../labelling/rule/rule';
import { computeSelection } from '../../method/pool/select-pool';
import type { Project } from '../../project/folder/project';
import type { ReportScore } from '../facts/types';

/** True classes of pool images, which are known only in demos and benchmarks: training and selection never read them. */
export class PoolTruth {
  readonly #byId: Map<number, string | null>;

  /**
   * `classOf` is by the path in the catalog, or by file name if that suffices; null means of no class. A class that was renamed or merged
   * since is known by its former names as well.
   */
  constructor({ catalog }: Project, classOf: Readonly<Record<string, string | null>>) {
    const current = currentNames(catalog.classes);
    const images = catalog.images.byIds(catalog.images.ids({ split: 'unlabelled' }));
    this.#byId = new Map(
      images.map(({ id, path }) => {
        const name = classOf[path] ?? classOf[basename(path)] ?? null;
        return [id, name === null ? null : (current.get(name) ?? name)];
      }),
    );
  }

  classOf(imageId: number): string | null {
    return this.#byId.get(imageId) ?? null;
  }

  inDomain(imageIds: ArrayLike<number>): boolean[] {
    return Array.from(imageIds, (id) => this.classOf(id) !== null);
  }
}

/** The present name of each class by the names that it had, and by those of the classes that were merged into it. */
function currentNames(classes: Project['catalog']['classes']): Map<string, string> {
  const names = new Map(classes.list().map(({ id, name }) => [id, name]));
  const ids = [...classes.byFormerName(), ...classes.byName()];
  return new Map(ids.map(([name, id]) => [name, names.get(id) ?? name] as const));
}

export interface LabellingJudgement {
  readonly ood?: readonly ReportScore[];
  /** Share of images of no class among those that a student sees, with the flag and as it would be without it. */
  readonly intruderShare?: { readonly withFlag: number; readonly withoutFlag: number };
  /** Share of kept images whose pseudo-label is right; images of no class are counted as wrong. */
  readonly pseudoLabelAccuracy: number;
}

/** How right a labelling and its selection were; if the labelling's file is lost, only how right the pseudo-labels were. */
export function judgeLabelling(
  project: Project,
  labelling: LabellingRun,
  made: Pick<SelectionRow, 'id' | 'settings'>,
  recipe: Recipe,
  truth: PoolTruth,
): LabellingJudgement {
  const { catalog } = project;
  const items = catalog.selections.items(made.id, 'kept');
  const names = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
  const right = items.filter(({ imageId, classId }) => truth.classOf(imageId) === names.get(classId)).length;
  const pseudoLabelAccuracy = items.length === 0 ? 0 : right / items.length;
  const columns = readableColumns(project, labelling);
  if (!columns) return { pseudoLabelAccuracy };
  const inDomain = truth.inDomain(columns.imageIds);
  const ood = Array.from(allScores(project, labelling), ([score, values]) => ({
    score,
    used: score === labelling.oodScore,
    auroc: auroc(
      values.filter((_, i) => inDomain[i]),
      values.filter((_, i) => !inDomain[i]),
    ),
  }));
  const withoutFlag = unflagged(made.settings, ruleFor(project, labelling, recipe));
  const teacher = catalog.runs.get(labelling.runId);
  const { selection } = computeSelection(project, labelling, withoutFlag, teacher.seed);
  const plain = Array.from(selection.copies, (copies, row) => ({ imageId: columns.imageIds[row], copies }));
  return {
    ood,
    intruderShare: { withFlag: intruders(items, truth), withoutFlag: intruders(plain, truth) },
    pseudoLabelAccuracy,
  };
}

/** The rule of a selection without its flag. What an old version did not store is taken from `rule`. */
function unflagged(settings: SelectionRow['settings'], rule: SelectionRule): SelectionRule {
  const { oodLimit: _, classThresholds = rule.classThresholds, ...stored } = settings;
  const selection = { ...rule.selection, ...(stored as Partial<SelectionSettings>) };
  return {
    selection: { ...selection, ood: { ...selection.ood, score: 'none' } },
    oodLimit: undefined,
    classThresholds,
  };
}

/** All scores of a labelling that this version knows. */
function allScores(project: Project, labelling: LabellingRun): [OodScoreName, Float32Array][] {
  return withLabelling(project, labelling, (file) =>
    oodScoreNames.flatMap((name) => {
      const values = name === labelling.oodScore ? flagScores(labelling, file) : file.score(name);
      return values ? [[name, values] as [OodScoreName, Float32Array]] : [];
    }),
  );
}

function intruders(items: readonly { imageId: number; copies: number }[], truth: PoolTruth): number {
  const sum = (of: typeof items) => of.reduce((total, { copies }) => total + copies, 0);
  const all = sum(items);
  return all === 0 ? 0 : sum(items.filter(({ imageId }) => truth.classOf(imageId) === null)) / all;
}
