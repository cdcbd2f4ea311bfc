import type { ErrorWords } from './entry';

/** What is wrong with a recipe, or with the file that contains it. */
export const recipeErrors = {
  'bad-recipe': { en: '{{problems}}', ko: '{{problems}}' },
  'setting-value': {
    en: '{{path}} is {{value}}; it must be {{allowed}}.',
    ko: '{{path}}의 값이 {{value}}입니다. 쓸 수 있는 값: {{allowed}}.',
  },
  'setting-missing': {
    en: '{{path}} is missing; it must be {{allowed}}.',
    ko: '{{path}} 설정이 없습니다. 쓸 수 있는 값: {{allowed}}.',
  },
  'setting-group': {
    en: '{{path}} is {{value}}; it must be a group of settings with {{settings}}.',
    ko: '{{path}}의 값이 {{value}}입니다. 다음 설정의 묶음이어야 합니다: {{settings}}.',
  },
  'setting-list': {
    en: '{{path}} is {{value}}; it must be a list in which each entry is a group of settings with {{settings}}.',
    ko: '{{path}}의 값이 {{value}}입니다. 항목마다 다음 설정의 묶음인 목록이어야 합니다: {{settings}}.',
  },
  'settings-missing': {
    en: '{{path}} is missing; it must be a group of settings with {{settings}}.',
    ko: '{{path}}이(가) 없습니다. 다음 설정의 묶음이어야 합니다: {{settings}}.',
  },
  'recipe-shape': {
    en: 'A recipe is a group of settings, not {{value}}.',
    ko: '레시피는 설정의 묶음이어야 합니다({{value}}이(가) 아님).',
  },
  'too-few-groups': {
    en: 'The labelled images form {{groups}} [group|groups], but {{folds}} folds are asked for: use fewer folds.',
    ko: '라벨된 이미지의 그룹이 {{groups}}개뿐이어서 {{folds}}겹으로 나눌 수 없습니다. 겹 수를 줄이세요.',
  },
  'mix-without-targets': {
    en: '{{setting}} mixes targets, but {{method}} computes its targets in each step. Set it to 0, or choose another method.',
    ko: '{{setting}}은(는) 타깃을 섞는 설정인데 {{method}}은(는) 스텝마다 타깃을 만듭니다. 0으로 하거나 다른 방법을 쓰세요.',
  },
  'unknown-setting': { en: 'There is no setting {{path}}.', ko: '{{path}} 설정이 없습니다.' },
  'unknown-setting-near': {
    en: 'There is no setting {{path}}. Did you mean {{near}}?',
    ko: '{{path}} 설정이 없습니다. {{near}}을(를) 찾으셨나요?',
  },
  'unknown-entry': {
    en: 'There is no entry for {{path}} in this recipe.',
    ko: '이 레시피에는 {{path}} 항목이 없습니다.',
  },
  'unknown-preset': {
    en: 'There is no preset "{{name}}". The presets are {{presets}}.',
    ko: '"{{name}}" 프리셋이 없습니다. 프리셋: {{presets}}.',
  },
  'unknown-preset-near': {
    en: 'There is no preset "{{name}}". The presets are {{presets}}. Did you mean {{near}}?',
    ko: '"{{name}}" 프리셋이 없습니다. 프리셋: {{presets}}. {{near}}을(를) 찾으셨나요?',
  },
  'unknown-arch': {
    en: 'There is no model "{{name}}". Choose one of {{names}}.',
    ko: '"{{name}}" 모델이 없습니다. 다음에서 고르세요: {{names}}.',
  },
  'student-too-small': {
    en: 'The student {{student}} is smaller than its teacher {{teacher}} ({{studentMillions}} against {{teacherMillions}} million parameters). Choose {{teacher}} or larger, or set "distillation" to true if you want a smaller student.',
    ko: '학생 모델 {{student}}이(가) 교사 모델 {{teacher}}보다 작습니다(파라미터 {{studentMillions}}백만 대 {{teacherMillions}}백만). {{teacher}} 이상을 고르거나, 더 작은 학생 모델을 원하면 "distillation"을 켜세요.',
  },
  'distillation-temperature': {
    en: 'Knowledge distillation softens with a temperature of 1 or more, not {{temperature}}. Set "consistency.temperature" to auto or to 1 and above.',
    ko: '지식 증류의 온도는 {{temperature}}이(가) 아니라 1 이상이어야 합니다. "consistency.temperature"를 auto나 1 이상으로 하세요.',
  },
  'student-start': {
    en: 'A {{student}} student cannot start from the weights of a {{teacher}} teacher. Use equal models or set "initialise" to scratch.',
    ko: '학생 모델 {{student}}은(는) 교사 모델 {{teacher}}의 가중치에서 시작할 수 없습니다. 같은 모델을 쓰거나 "initialise"를 scratch로 하세요.',
  },
  'fix-size': {
    en: 'The resolution fix works on larger images: {{size}} is not above the image size {{imageSize}}. Set a larger "resolutionFix.size" or switch the fix off.',
    ko: '해상도 보정은 더 큰 이미지로 합니다. {{size}}은(는) 이미지 크기 {{imageSize}}보다 크지 않습니다. "resolutionFix.size"를 늘리거나 보정을 끄세요.',
  },
  'pretrain-ratio': {
    en: 'A student is pre-trained only on images of the pool: an unlabelled ratio of {{ratio}} leaves its batches empty. Set "training.unlabelledRatio" to 1 or more, or "order" to joint.',
    ko: '학생 모델을 풀의 이미지만으로 사전 학습하므로 라벨 없는 이미지 비율이 {{ratio}}이면 배치가 비게 됩니다. "training.unlabelledRatio"를 1 이상으로 하거나 "order"를 joint로 하세요.',
  },
  'cache-side': {
    en: 'Training images are crops of cached images: a side of {{side}} is smaller than the image size {{imageSize}}. Set "cacheSide" to auto or to a larger value.',
    ko: '캐시 이미지의 일부가 학습 이미지가 되므로 한 변 {{side}}은(는) 이미지 크기 {{imageSize}}보다 작을 수 없습니다. "cacheSide"를 auto로 하거나 늘리세요.',
  },
  'recipe-unreadable': {
    en: 'The recipe {{file}} cannot be read ({{reason}}).',
    ko: '레시피 {{file}}을(를) 읽을 수 없습니다. ({{reason}})',
  },
  'recipe-unwritable': {
    en: 'The recipe cannot be written to {{file}} ({{reason}}).',
    ko: '레시피를 {{file}}에 쓸 수 없습니다. ({{reason}})',
  },
  'recipe-text': {
    en: 'The recipe is not valid YAML ({{reason}}).',
    ko: '레시피를 YAML로 읽을 수 없습니다. ({{reason}})',
  },
  'recipe-empty': {
    en: 'The recipe holds no settings. It needs lines such as "iterations: 2".',
    ko: '레시피에 설정이 없습니다. "iterations: 2" 같은 줄이 필요합니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
