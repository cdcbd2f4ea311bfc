import { expect, it } from 'vitest';
import { withSpaces } from '../words/shares';
import { choiceSentence } from './chosen-model';

const said = (...args: Parameters<typeof choiceSentence>) => withSpaces(choiceSentence(...args));

it('says which model was chosen and why, by the names that a face gives', () => {
  const alike = [{ runId: 2, value: 0.9 }];
  const facts = {
    runId: 3,
    why: 'best',
    by: 'accuracy',
    value: 0.915,
    images: 1200,
    models: 3,
    alike,
    apart: [1],
  } as const;
  expect(said(facts)).toBe(
    'Run 3: 91.5 % on 1,200 validation images, the best of 3 models of its experiment. The difference from run 2 (90.0 %) is within noise. Not compared with run 1: validated on other images.',
  );
  const nameOf = (id: number) => `학생 모델 ${id - 1}`;
  expect(said({ ...facts, alike: [], apart: [] }, { language: 'ko', nameOf })).toBe(
    '학생 모델 2: 검증 이미지 1,200장에서 91.5 %로 실험의 모델 3개 중 가장 좋습니다.',
  );
  const balanced = said({ ...facts, by: 'balancedAccuracy', alike: [], apart: [] });
  expect(balanced).toContain('Run 3: balanced accuracy 91.5 % on 1,200 validation images');
});
