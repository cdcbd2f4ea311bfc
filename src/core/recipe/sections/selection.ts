import { oodHelp, oodScoreNames } from '../../ood/table';
import {
  choice,
  integerOr,
  integerOrNull,
  number,
  numberOrNull,
  section,
  units,
  yesNo,
} from '../setting/fields';
import { unusedWhere, unusedWithoutStudents } from '../setting/unused';

/** Filter, out-of-domain flag and balance (the paper, section 3.1): which pseudo-labelled images the student learns from. */
export const selectionSchema = section(
  { title: { en: 'Selection', ko: '선택' }, group: 'selection', unused: unusedWithoutStudents },
  {
    threshold: number({
      essential: true,
      words: {
        en: {
          title: 'Confidence threshold',
          help: 'An image is kept if the teacher’s largest probability reaches this. That is never below 1 / classes, so 0.3 drops nothing with 2 or 3 classes; there, start from 0.75 and 0.67, halfway from chance to certainty.',
        },
        ko: {
          title: '신뢰도 임계값',
          help: '교사 모델의 최대 확률이 이 값 이상인 이미지를 채택합니다. 최대 확률은 1/클래스 수보다 작을 수 없으므로 클래스가 2개나 3개이면 0.3은 아무것도 걸러 내지 못합니다. 그때는 우연과 확신의 중간인 0.75와 0.67에서 시작하세요.',
        },
      },
      paper: 0.3,
      min: 0,
      max: 1,
      slider: { min: 0, max: 1, step: 0.01 },
    }),
    classPrecision: numberOrNull({
      words: {
        en: {
          title: 'Right labels in each class',
          help: 'Raises the threshold of each class until this share of its pseudo-labels is expected to be right, judging by held-out labelled images; none: one threshold for all classes.',
        },
        ko: {
          title: '클래스별 정답 비율',
          help: '각 클래스의 의사 라벨 중 맞을 것으로 기대되는 비율이 이 값에 이를 때까지 그 클래스의 임계값을 높입니다. 따로 둔 라벨된 이미지로 추정합니다. 없음이면 모든 클래스에 같은 임계값을 씁니다.',
        },
      },
      paper: null,
      min: 0.5,
      max: 0.999,
      slider: { min: 0.5, max: 0.99, step: 0.01 },
      older: null,
    }),
    ood: section(
      { title: { en: 'Out-of-domain flag', ko: '도메인 외 분류' } },
      {
        score: choice([...oodScoreNames, 'none'], {
          essential: true,
          words: {
            en: { title: 'Score', help: `${oodHelp('en')} none: nothing is flagged.` },
            ko: { title: '점수', help: `${oodHelp('ko')} none: 도메인 외로 분류하지 않습니다.` },
          },
          paper: 'none',
        }),
        contrast: yesNo({
          words: {
            en: {
              title: 'Compare with the pool',
              help: 'Adds to the score how much an image looks like the pool rather than the labelled images: what many images of the pool have in common and no labelled one has. Not used if too little of the pool looks like the labelled images.',
            },
            ko: {
              title: '풀과 비교',
              help: '이미지가 라벨된 이미지보다 풀의 이미지와 얼마나 더 비슷한지, 곧 풀의 많은 이미지에 공통되지만 라벨된 이미지에는 없는 것을 점수에 더합니다. 풀에 라벨된 이미지와 비슷한 이미지가 너무 적으면 쓰지 않습니다.',
            },
          },
          older: false,
          unused: [
            unusedWhere('selection.ood.score', 'none', {
              en: 'Not used: the out-of-domain flag is off.',
              ko: '쓰이지 않음: 도메인 외 분류가 꺼져 있습니다.',
            }),
          ],
        }),
        keep: number({
          words: {
            en: {
              title: 'Kept in-domain',
              help: 'The limit is set so that this share of the held-out labelled images stays in-domain (of the pool, if there are none).',
            },
            ko: {
              title: '도메인 내로 유지',
              help: '따로 둔 라벨된 이미지 중 이 비율이 도메인 내에 남도록 한계를 정합니다. 따로 둔 이미지가 없으면 풀의 이미지로 정합니다.',
            },
          },
          min: 0.5,
          max: 1,
          slider: { min: 0.5, max: 1, step: 0.01 },
          unused: [
            unusedWhere('selection.ood.score', 'none', {
              en: 'Not used: the out-of-domain flag is off.',
              ko: '쓰이지 않음: 도메인 외 분류가 꺼져 있습니다.',
            }),
          ],
        }),
      },
    ),
    quota: integerOr('auto', {
      essential: true,
      words: {
        en: {
          title: 'Images per class',
          help: 'The most confident images of each class up to this number; auto divides the images that passed threshold and flag by the number of classes.',
        },
        ko: {
          title: '클래스당 이미지',
          help: '각 클래스에서 신뢰도가 가장 높은 이미지를 이 수까지 채택합니다. auto는 임계값을 넘고 도메인 내로 분류된 이미지를 클래스 수로 나눕니다.',
        },
      },
      paper: 130_000,
      unit: units.images,
      min: 1,
      max: 100_000_000,
    }),
    duplicate: yesNo({
      words: {
        en: {
          title: 'Fill short classes',
          help: 'Repeats the images of a class that has fewer than its quota, so that classes are balanced.',
        },
        ko: {
          title: '부족한 클래스 채우기',
          help: '이미지가 모자라는 클래스의 이미지를 되풀이하여 클래스의 균형을 맞춥니다.',
        },
      },
      paper: true,
    }),
    maxCopies: integerOrNull({
      words: {
        en: {
          title: 'Most copies',
          help: 'An image is repeated at most this often, so that a handful of wrong labels cannot fill a class; none for no limit.',
        },
        ko: {
          title: '최대 복제 수',
          help: '잘못된 라벨 몇 개가 클래스를 채우지 못하도록, 어떤 이미지도 이 수보다 많이 되풀이하지 않습니다. 없음이면 제한하지 않습니다.',
        },
      },
      paper: null,
      unit: units.copies,
      min: 1,
      max: 65_535,
      unused: [
        unusedWhere('selection.duplicate', false, {
          en: 'Not used: short classes are not filled.',
          ko: '쓰이지 않음: 부족한 클래스를 채우지 않습니다.',
        }),
      ],
    }),
  },
);
