import { type MethodName, methodNames, methods } from '../../methods';
import { type ConsistencyName, smoothsLabels } from '../../methods/consistency';
import type { LabellingStage, Method, TrainingStage } from '../../methods/method';
import { settingsOfRun } from '../../vocabulary/run-kinds';
import type { InEach } from '../../words/language';

/** Returns the setting at a path of a recipe that may be half written; undefined if there is none. */
export type ReadSetting = (path: string) => unknown;

/** A rule that says when a setting changes nothing. */
export interface Unused {
  /** `path` is the setting's own, with its place in a list (`students.1.dropout`). */
  readonly when: (read: ReadSetting, path: string) => boolean;
  /** The sentence that says why. */
  readonly why: InEach<string>;
}

/** Not read while another setting has just this value. */
export const unusedWhere = (setting: string, value: unknown, why: InEach<string>): Unused => ({
  when: (read) => read(setting) === value,
  why,
});

/** Not read unless another setting has just this value. */
export const unusedUnless = (setting: string, value: unknown, why: InEach<string>): Unused => ({
  when: (read) => read(setting) !== value,
  why,
});

const weightsOf = (model: unknown) => (model as { readonly weights?: unknown } | null | undefined)?.weights;

/** For settings of the first model's training: an encoder does not learn. */
export const unusedWithEncoder = unusedWhere('teacher.arch', 'encoder', {
  en: 'Not used: the teacher is an encoder, which does not learn.',
  ko: '쓰이지 않음: 교사 모델이 학습하지 않는 인코더입니다.',
});

const withoutIterations = {
  en: 'Not used: with 0 iterations only the teacher is trained.',
  ko: '쓰이지 않음: 반복이 0이면 교사 모델만 학습합니다.',
};

const isMethod = (name: unknown): name is MethodName => methodNames.some((each) => each === name);

/** The trainings of a recipe's method, in the order that the recipe asks for if the method has more than one. */
function trainingsIn({ first, round, inTurn = round }: Method, order: unknown): TrainingStage[] {
  const repeated = order === 'pretrain-finetune' ? inTurn : round;
  return [first, ...repeated].filter((stage) => stage.stage === 'train');
}

/** Not read by methods for which `reads` is false; an unknown method leaves the setting in use. */
const unusedByMethod = (
  reads: (method: Method, trainings: readonly TrainingStage[]) => boolean,
  why: InEach<string>,
): Unused => ({
  when: (read) => {
    const name = read('method');
    if (!isMethod(name)) return false;
    const method: Method = methods[name];
    return !reads(method, trainingsIn(method, read('order')));
  },
  why,
});

/** Not read if `reads` is false for every training of the method. */
const unusedByTrainings = (reads: (training: TrainingStage) => boolean, why: InEach<string>): Unused =>
  unusedByMethod((_, trainings) => trainings.some(reads), why);

/** For settings about a start from weights: not read if every model starts from scratch and none is fine-tuned after pre-training. */
export const unusedFromScratch: Unused = {
  when: (read) => {
    const students = read('students');
    const all = [read('teacher'), ...(Array.isArray(students) ? students : [])];
    const name = read('method');
    const goesOn =
      isMethod(name) &&
      read('iterations') !== 0 &&
      trainingsIn(methods[name], read('order')).some(({ fineTunes }) => fineTunes === true);
    return !goesOn && read('initialise') === 'scratch' && all.every((model) => weightsOf(model) === 'none');
  },
  why: {
    en: 'Not used: every model starts from scratch.',
    ko: '쓰이지 않음: 모든 모델을 처음부터 학습합니다.',
  },
};

/** Not read by methods that train one model only. */
export const unusedWithoutRounds = unusedByMethod(({ round }) => round.length > 0, {
  en: 'Not used: this method trains only one model.',
  ko: '쓰이지 않음: 이 방법은 모델 하나만 학습합니다.',
});

/** For settings about the pool's images in a batch. */
export const unusedWithoutPool: readonly Unused[] = [
  unusedByTrainings(({ pool }) => pool !== 'none', {
    en: 'Not used: this method trains only on labelled images.',
    ko: '쓰이지 않음: 이 방법은 라벨된 이미지만으로 학습합니다.',
  }),
  {
    when: (read) => {
      const method = read('method');
      return isMethod(method) && methods[method].first.pool === 'none' && read('iterations') === 0;
    },
    why: withoutIterations,
  },
];

/** For the smoothing of labels, which would keep a model less confident than its method requires. */
export const unusedWithThreshold = unusedByTrainings(({ consistency }) => smoothsLabels(consistency), {
  en: 'Not used: this method relies on the model’s confidence, which smoothed labels keep low.',
  ko: '쓰이지 않음: 이 방법은 모델의 확신을 따르는데, 라벨 스무딩을 쓰면 모델이 그만큼 확신하지 못합니다.',
});

/** For a setting of `consistency`: read by the methods that have a value of their own for it. */
export const unusedWithout = (name: ConsistencyName): Unused =>
  unusedByTrainings(({ consistency }) => consistency?.[name] !== undefined, {
    en: 'Not used: this method has no such setting.',
    ko: '쓰이지 않음: 이 방법에는 이런 설정이 없습니다.',
  });

const withoutNoise = {
  en: 'Not used: this method trains without noise.',
  ko: '쓰이지 않음: 이 방법은 노이즈 없이 학습합니다.',
};

/** For noise of the trainings that follow the settings of `who`: some methods train without noise by definition. */
export const unusedWithoutNoise = (who: 'teacher' | 'student'): Unused =>
  unusedByMethod((_, trainings) => {
    const own = trainings.filter(({ run }) => settingsOfRun(run) === who);
    return own.length === 0 || own.some(({ noise }) => noise !== 'none');
  }, withoutNoise);

/** For noise of any training: some methods train without noise by definition. */
export const unusedWithoutAnyNoise = unusedByTrainings(({ noise }) => noise !== 'none', withoutNoise);

/** For the sizes at which a teacher looks at an image. */
export const unusedWithoutResizing: Unused = {
  when: (read) => {
    const [asked, method] = [read('labelling.views'), read('method')];
    const own = isMethod(method) ? labellingOf(methods[method])?.views : undefined;
    const views = asked === 'auto' ? own : asked;
    return views !== 'scaled' && views !== 'mirrored-scaled';
  },
  why: {
    en: 'Not used: the teacher sees images at one size only.',
    ko: '쓰이지 않음: 교사 모델이 한 크기로만 봅니다.',
  },
};

const labellingOf = ({ round }: Method) =>
  round.find(({ stage }) => stage === 'label-pool') as LabellingStage | undefined;

/** For settings about the pseudo-labelled images of a batch: some methods make their targets during training. */
export const unusedWithoutPseudoLabels = unusedByTrainings(({ pool }) => pool === 'pseudo-labelled', {
  en: 'Not used: this method makes no pseudo-labels before training.',
  ko: '쓰이지 않음: 이 방법은 미리 만든 의사 라벨을 쓰지 않습니다.',
});

/** For settings about the targets of pseudo-labels: some methods use hard ones by definition. */
export const unusedWithHardTargets = unusedByMethod(
  (_, trainings) =>
    trainings.every(({ pool, targets }) => pool !== 'pseudo-labelled' || targets === undefined),
  {
    en: 'Not used: this method learns only the best class.',
    ko: '쓰이지 않음: 이 방법은 가장 확률이 높은 클래스만 학습합니다.',
  },
);

/** For the permission to train smaller students, which some methods always give. */
export const unusedWithSmallerStudents = unusedByMethod(({ smallerStudents }) => smallerStudents !== true, {
  en: 'Not used: this method’s students may always be smaller.',
  ko: '쓰이지 않음: 이 방법의 학생 모델은 언제나 더 작아도 됩니다.',
});

/** For the order of a student's two parts, which only some methods leave to the recipe. */
export const unusedWithOneOrder = unusedByMethod(({ inTurn }) => inTurn !== undefined, {
  en: 'Not used: this method has its own order.',
  ko: '쓰이지 않음: 이 방법은 순서가 정해져 있습니다.',
});

/** For the fine-tuning of a student that was pre-trained on pseudo-labels. */
export const unusedWithoutFinetuning = unusedByTrainings(({ fineTunes }) => fineTunes === true, {
  en: 'Not used: nothing is pre-trained.',
  ko: '쓰이지 않음: 사전 학습을 하지 않습니다.',
});

/** For settings of what a method repeats: not read if nothing is repeated. */
export const unusedWithoutStudents: readonly Unused[] = [
  unusedWithoutRounds,
  unusedWhere('iterations', 0, withoutIterations),
];

/** For the settings of one student in the list: it is trained only if there are enough iterations. */
export const unusedAfterLastIteration: Unused = {
  when: (read, path) => {
    const iterations = read('iterations');
    return typeof iterations === 'number' && Number(path.split('.')[1]) >= iterations;
  },
  why: {
    en: 'Not trained: there are fewer iterations than students.',
    ko: '학습하지 않음: 반복이 학생 모델 수보다 적습니다.',
  },
};
