import type { Iteration, Run } from '../../../catalog';
import { ConfusionCounts, type CountMetricName, type Figure, figuresOf } from '../../../core/metrics';
import { isSameSet, isWorse } from '../../../core/metrics/promotion';
import type { Recipe } from '../../../core/recipe';
import { figureInEach } from '../../../core/sentences/chosen-model';
import { note } from '../../../core/words/notes';
import type { StudioContext } from '../../project/context/context';
import { positionsOf } from '../../project/images/image-sets';
import { candidateOf } from '../../project/runs/chosen-run';
import { evaluateRun } from '../measuring/evaluate';
import { measurable } from '../measuring/measured-images';

/**
 * The teacher of the next iteration: the student, unless the recipe asks for the best model and the student is worse on validation than its
 * teacher by more than noise. Reports it if the student is not chosen.
 */
export async function nextTeacher(
  context: StudioContext,
  recipe: Recipe,
  { experimentId, number }: Iteration,
  teacher: Run,
  student: Run,
): Promise<Run> {
  const { iterations } = context.project.catalog;
  const begun = iterations.list(experimentId).some((iteration) => iteration.number === number + 1);
  if (begun || recipe.promote === 'newest') return student;
  const rivals = { student: String(student.id), teacher: String(teacher.id) };
  const by = recipe.chooseBy;
  const [young, old, images] = await onSameImages(context, rivals, student, teacher, by);
  if (!isWorse(young, old)) return student;
  const [accuracy, teacherAccuracy] = [young, old].map(({ value }) => figureInEach(value, by));
  context.tell({
    type: 'note',
    note: note('not-promoted', { ...rivals, accuracy, teacherAccuracy, images }),
  });
  return teacher;
}

/** The figures of two models on the same images, and how many images these are. */
type Compared = readonly [student: Figure, teacher: Figure, images: number];

const unmeasured: Figure = { value: null, error: 0 };

/**
 * The figures of two models on the same images: on their own validation images if these were the same; otherwise, because somebody has
 * drawn or labelled images meanwhile, on those validation images of today that neither learnt from. If there are none, neither model has a
 * figure.
 */
async function onSameImages(
  context: StudioContext,
  rivals: { readonly student: string; readonly teacher: string },
  student: Run,
  teacher: Run,
  by: CountMetricName,
): Promise<Compared> {
  const { project, tell } = context;
  const [young, old] = [candidateOf(project, student, by), candidateOf(project, teacher, by)];
  if (young.value === null || old.value === null || isSameSet(young, old)) return [young, old, young.images];
  const today = await onValidationOfToday(context, student, teacher, by);
  const told = today
    ? note('validation-changed', { ...rivals, images: today[2] })
    : note('validation-apart', rivals);
  tell({ type: 'note', note: told });
  return today ?? [unmeasured, unmeasured, 0];
}

/** The figures of both models on those validation images of today that neither was trained on; null if there are none. */
async function onValidationOfToday(
  context: StudioContext,
  student: Run,
  teacher: Run,
  by: CountMetricName,
): Promise<Compared | null> {
  const { project } = context;
  const said: Map<number, { classId: number; trueClassId: number | null }>[] = [];
  for (const run of [student, teacher]) {
    if (measurable(project, run, 'validation') === 0) return null;
    const { id } = await evaluateRun(context, run, 'validation');
    said.push(new Map(project.catalog.evaluations.predictions(id).map((each) => [each.imageId, each])));
  }
  const [young, old] = said;
  const common = [...young.keys()].filter((id) => old.has(id));
  if (common.length === 0) return null;
  const positions = positionsOf(project);
  const figure = (of: (typeof said)[number]) => {
    const place = (id: number | null) => positions.get(id as number) as number;
    const predicted = common.map((id) => place(of.get(id)?.classId ?? null));
    const labels = common.map((id) => place(of.get(id)?.trueClassId ?? null));
    return figuresOf(ConfusionCounts.of(predicted, labels, positions.size))[by];
  };
  return [figure(young), figure(old), common.length];
}
