import { type CountMetricName, metricOf } from '../metrics';
import type { Candidate, Choice, ChoiceReason } from '../metrics/promotion';
import type { InEach, Language } from '../words/language';
import { fill } from '../words/template';
import { metricText } from './metrics';

/** The facts of which finished model was chosen and why; each client makes its sentence from them. */
export interface ChoiceFacts {
  readonly runId: number;
  readonly why: ChoiceReason;
  /** The metric that its recipe selects by. */
  readonly by: CountMetricName;
  /** On its validation images; null where it had none. */
  readonly value: number | null;
  readonly images: number;
  /** The number of compared models, this one included. */
  readonly models: number;
  /** Models that validation cannot distinguish from it. */
  readonly alike: readonly { readonly runId: number; readonly value: number | null }[];
  /** Runs that were validated on other images and therefore not compared. */
  readonly apart: readonly number[];
}

export function choiceFacts(
  { at, why, alike, apart }: Choice,
  candidates: readonly (Candidate & { readonly runId: number })[],
  by: CountMetricName,
): ChoiceFacts {
  const { runId, value, images } = candidates[at];
  return {
    runId,
    why,
    by,
    value,
    images,
    models: candidates.length - apart.length,
    alike: alike.map((i) => ({ runId: candidates[i].runId, value: candidates[i].value })),
    apart: apart.map((i) => candidates[i].runId),
  };
}

const words = {
  en: {
    only: '{{model}}: the only finished model.',
    newest: '{{model}}: the newest model, as asked.',
    'no-validation':
      '{{model}}: the newest model. Not every model was measured on validation images, so none is known to be better.',
    'other-images':
      '{{model}}: the newest model. The others were validated on other images, so none is known to be better.',
    best: '{{model}}: {{value}} on {{images}} validation [image|images], the best of {{models}} [model|models] of its experiment.',
    tie: '{{model}}: {{value}} on {{images}} validation [image|images], tied with an older model, so the newer one is taken.',
    alike: ' The difference from {{others}} is within noise.',
    apart: ' Not compared with {{others}}: validated on other images.',
  },
  ko: {
    only: '{{model}}: 학습이 끝난 유일한 모델입니다.',
    newest: '{{model}}: 요청한 대로 가장 최근 모델입니다.',
    'no-validation':
      '{{model}}: 가장 최근 모델입니다. 검증 이미지로 측정하지 않은 모델이 있어 어느 모델이 나은지 알 수 없습니다.',
    'other-images':
      '{{model}}: 가장 최근 모델입니다. 다른 모델은 다른 이미지로 검증되어 어느 모델이 나은지 알 수 없습니다.',
    best: '{{model}}: 검증 이미지 {{images}}장에서 {{value}}로 실험의 모델 {{models}}개 중 가장 좋습니다.',
    tie: '{{model}}: 검증 이미지 {{images}}장에서 {{value}}로, 이전 모델과 같고 더 최근입니다.',
    alike: ' {{others}}와(과)의 차이는 우연으로 볼 수 있습니다.',
    apart: ' {{others}}은(는) 다른 이미지로 검증되어 비교하지 않았습니다.',
  },
} as const;

/** "91.5 %", or "balanced accuracy 88.0 %" if it is not the accuracy. */
export function figureInEach(value: number | null, by: CountMetricName): InEach<string> {
  return { en: figureText(value, by), ko: figureText(value, by, 'ko') };
}

function figureText(value: number | null, by: CountMetricName, language: Language = 'en'): string {
  const text = metricText(by, value ?? 0);
  return by === 'accuracy' ? text : `${metricOf(by).words[language].title.toLowerCase()} ${text}`;
}

/**
 * Why a model was chosen, in one or two sentences: "Run 3: 91.5 % on 200 validation images, the best of 3 models of its experiment."
 * `nameOf` names a model; by default by the number of its run, as the command line does.
 */
export function choiceSentence(
  { runId, why, by, value, images, models, alike, apart }: ChoiceFacts,
  { language = 'en', nameOf = (id) => `run ${id}` }: ChoiceVoice = {},
): string {
  const { alike: close, apart: aside, ...reasons } = words[language];
  const listed = (names: readonly string[]) => names.join(', ');
  const model = nameOf(runId);
  const first = fill(
    reasons[why],
    {
      model: model[0].toUpperCase() + model.slice(1),
      value: figureText(value, by, language),
      images,
      models,
    },
    language,
  );
  const near = alike.map((other) => `${nameOf(other.runId)} (${metricText(by, other.value)})`);
  const told = [
    first,
    near.length > 0 ? fill(close, { others: listed(near) }, language) : '',
    apart.length > 0 && why !== 'other-images'
      ? fill(aside, { others: listed(apart.map(nameOf)) }, language)
      : '',
  ];
  return told.join('');
}

/** The same in every language, as a fact of a note. */
export function choiceInEach(facts: ChoiceFacts): InEach<string> {
  return {
    en: choiceSentence(facts),
    ko: choiceSentence(facts, { language: 'ko', nameOf: (id) => `${id}번 실행` }),
  };
}

export interface ChoiceVoice {
  readonly language?: Language;
  readonly nameOf?: (runId: number) => string;
}
