import type { ErrorWords } from '../errors/entry';

/** Notes on slices of the measured images. */
export const sliceNotes = {
  'slices-weak': {
    en: 'Weaker than the other images by more than noise: {{weak}} of the {{slices}} [slice|slices]. The more slices there are, the more some of them differ by chance; the test corrects for their number (Fisher, Holm).',
    ko: '슬라이스 {{slices}}개 중 {{weak}}개는 나머지 이미지보다 정확도가 낮으며, 우연으로 보기 어렵습니다. 슬라이스가 많을수록 우연히 전체와 크게 다른 것이 생기므로, 검정은 그 수를 감안합니다(Fisher, Holm).',
  },
  'slices-alike': {
    en: 'None of the {{slices}} [slice|slices] is weaker than the other images by more than noise. The more slices there are, the more some of them differ by chance; the test corrects for their number (Fisher, Holm).',
    ko: '슬라이스 {{slices}}개 중 나머지 이미지보다 우연이라고 보기 어려울 만큼 정확도가 낮은 것은 없습니다. 슬라이스가 많을수록 우연히 전체와 크게 다른 것이 생기므로, 검정은 그 수를 감안합니다(Fisher, Holm).',
  },
  'slices-few': {
    en: 'Slices of fewer than {{least}} [image|images] say nothing and are left out: {{few}}.',
    ko: '이미지가 {{least}}장보다 적은 슬라이스 {{few}}개는 알려 주는 것이 없어 제외했습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
