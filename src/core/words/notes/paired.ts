import type { ErrorWords } from '../errors/entry';

/** How far one model is ahead of another on the same images. */
export const pairedNotes = {
  'paired-noise': {
    en: '{{points}} points on the {{images}} [image|images] of both models ({{low}} to {{high}}): within noise.',
    ko: '두 모델이 함께 측정된 이미지 {{images}}장에서 {{points}}포인트({{low}}~{{high}}): 우연으로 볼 수 있는 차이입니다.',
  },
  'paired-beyond': {
    en: '{{points}} points on the {{images}} [image|images] of both models ({{low}} to {{high}}): more than noise.',
    ko: '두 모델이 함께 측정된 이미지 {{images}}장에서 {{points}}포인트({{low}}~{{high}}): 우연으로 보기 어려운 차이입니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
