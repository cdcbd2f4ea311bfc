import { type MethodName, methodNames, methods } from '../methods';
import { type ConsistencyName, smoothsLabels } from '../methods/consistency';
import type { Method } from '../methods/method';
import type { InEach } from '../words/language';

/** Gives the setting at a path of a recipe that may be half written; undefined where there is none. */
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

/** For what is said of a start from weights: every model starts from scratch. */
export const unusedFromScratch: Unused = {
  when: (read) => {
    const students = read('students');
    const all = [read('teacher'), ...(Array.isArray(students) ? students : [])];
    return read('initialise') === 'scratch' && all.every((model) => weightsOf(model) === 'none');
  },
  why: {
    en: 'Not read: every model starts from scratch.',
    ko: '쓰이지 않음: 모든 모델을 처음부터 학습합니다.',
  },
};

const withoutIterations = {
  en: 'Not read: with 0 iterations only the teacher is trained.',
  ko: '쓰이지 않음: 반복이 0이면 교사 모델만 학습합니다.',
};

const isMethod = (name: unknown): name is MethodName => methodNames.some((each) => each === name);

/** Not read by the methods that `reads` says; a name that is no method's says nothing. */
const unusedByMethod = (reads: (method: Method) => boolean, why: InEach<string>): Unused => ({
  when: (read) => {
    const method = read('method');
    return isMethod(method) && !reads(methods[method]);
  },
  why,
});

/** Not read by methods that train one model only. */
export const unusedWithoutRounds = unusedByMethod(({ round }) => round.length > 0, {
  en: 'Not read: this method trains one model only.',
  ko: '쓰이지 않음: 이 방법은 모델 하나만 학습합니다.',
});

const trainingsOf = ({ first, round }: Method) =>
  [first, ...round].filter((stage) => stage.stage === 'train');

/** For what is said of the pool's images in a batch. */
export const unusedWithoutPool: readonly Unused[] = [
  unusedByMethod((method) => trainingsOf(method).some(({ pool }) => pool !== 'none'), {
    en: 'Not read: this method trains on labelled images alone.',
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

/** For the smoothing of labels, which would keep a model below the threshold of its method. */
export const unusedWithThreshold = unusedByMethod(
  (method) => trainingsOf(method).some(({ consistency }) => smoothsLabels(consistency)),
  {
    en: 'Not read: with smoothed labels a model is never as sure as this method’s threshold asks.',
    ko: '쓰이지 않음: 라벨 스무딩을 쓰면 모델이 이 방법의 임계값만큼 확신하지 못합니다.',
  },
);

/** For a setting of `consistency`: read by the methods that have a value of their own for it. */
export const unusedWithout = (name: ConsistencyName): Unused =>
  unusedByMethod(
    (method) => trainingsOf(method).some(({ consistency }) => consistency?.[name] !== undefined),
    {
      en: 'Not read: the method knows no such setting.',
      ko: '쓰이지 않음: 이 방법에는 이런 설정이 없습니다.',
    },
  );

/** For settings of what a method repeats: not read where nothing is repeated. */
export const unusedWithoutStudents: readonly Unused[] = [
  unusedWithoutRounds,
  unusedWhere('iterations', 0, withoutIterations),
];

/** For the settings of one student in the list: it is trained only where there are as many iterations. */
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
