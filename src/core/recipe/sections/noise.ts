import type { InEach } from '../../words/language';
import { choice, integer, number, section, units, yesNo } from '../setting/fields';
import { type Unused, unusedWhere, unusedWithoutNoise, unusedWithoutStudents } from '../setting/unused';

interface Whose {
  readonly title: InEach<string>;
  /** A person decides about mirroring for the students, and the teacher's follows from a preset. */
  readonly flipIsEssential?: boolean;
  readonly unused?: readonly Unused[];
}

const inputNoise = (who: 'teacher' | 'student', { title, flipIsEssential, unused }: Whose) =>
  section(
    { title, part: `${who}-noise`, unused },
    { randAugment: randAugment(who), ...ownNoise(who, flipIsEssential) },
  );

function randAugment(who: 'teacher' | 'student') {
  const unused = [
    unusedWhere(`noise.${who}.randAugment.ops`, 0, {
      en: 'Not used: there are no operations.',
      ko: '쓰이지 않음: 적용할 연산이 없습니다.',
    }),
  ];
  return section(
    { title: { en: 'RandAugment', ko: 'RandAugment' } },
    {
      ops: integer({
        essential: true,
        words: {
          en: { title: 'Operations', help: 'How many operations are applied to each image, 0 for none.' },
          ko: { title: '연산 수', help: '이미지마다 적용하는 연산의 수입니다. 0이면 적용하지 않습니다.' },
        },
        paper: 2,
        min: 0,
        max: 16,
        slider: { min: 0, max: 6, step: 1 },
      }),
      magnitude: number({
        essential: true,
        words: {
          en: {
            title: 'Magnitude',
            help: 'Strength in tenths of each operation’s full range, not limited to 10; in the paper by model: none for B0 and B1, 6 B2, 12 B3, 15 B4, 18 B5, 24 B6, 27 B7 and L2, 5 for 32x32 images.',
          },
          ko: {
            title: '강도',
            help: '각 연산의 전체 범위를 10으로 나눈 단위의 강도이며 10을 넘어도 잘리지 않습니다. 모델 크기별 값은 B0·B1 없음, B2 6, B3 12, B4 15, B5 18, B6 24, B7·L2 27, 32x32 이미지는 5입니다.',
          },
        },
        paper: 27,
        min: 0,
        max: 30,
        slider: { min: 0, max: 30, step: 1 },
        unused,
      }),
      set: choice(['released', 'increasing'], {
        words: {
          en: {
            title: 'Operation set',
            help: 'released is the authors’ code but for Contrast, which is Pillow’s: lengths in pixels (below 224 in eighths of the side), Posterize and Solarize weaken as magnitude grows and a low one blackens images; increasing is for magnitudes up to 10: every operation grows, lengths are shares of the side. It is not timm’s inc1, which skips half of the operations and has no Cutout.',
          },
          ko: {
            title: '연산 집합',
            help: 'released는 Contrast만 Pillow의 것을 쓰는 저자의 코드로, 길이는 픽셀 단위(224 미만에서는 한 변의 8분의 1 단위)이고 강도가 커질수록 Posterize와 Solarize가 약해지며 강도가 낮으면 이미지가 검게 됩니다. increasing은 10 이하의 강도를 위한 것으로 모든 연산이 강도와 함께 세지고 길이는 한 변에 대한 비율입니다. 연산의 절반을 건너뛰고 Cutout이 없는 timm의 inc1과는 다릅니다.',
          },
        },
        paper: 'released',
        unused,
      }),
    },
  );
}

/** Random parts of a larger cached image, resized to the full size. */
function randomCrop(who: 'teacher' | 'student') {
  const unused = [
    unusedWhere(`noise.${who}.cropArea`, 1, {
      en: 'Not used: no part of an image is cut out at random.',
      ko: '쓰이지 않음: 이미지의 일부를 무작위로 자르지 않습니다.',
    }),
  ];
  return {
    cropArea: number({
      words: {
        en: {
          title: 'Random crop',
          help: 'Smallest share of the image’s area in a random crop, which is resized to the full size; 1 for no crops. 0.08 suits thousands of photographs, about 0.35 a few hundred.',
        },
        ko: {
          title: '무작위 자르기',
          help: '무작위로 잘라 전체 크기로 바꾸는 부분이 갖는 가장 작은 넓이의 비율입니다. 1이면 자르지 않습니다. 0.08은 사진이 수천 장일 때, 0.35 정도는 수백 장일 때 알맞습니다.',
        },
      },
      unit: units.area,
      paper: 0.08,
      min: 0.01,
      max: 1,
      slider: { min: 0.05, max: 1, step: 0.05 },
      older: 1,
    }),
    cropRatio: number({
      words: {
        en: {
          title: 'Shape of the crop',
          help: 'Narrowest shape of the crop, width over height; the widest is its inverse.',
        },
        ko: {
          title: '자르기 비율',
          help: '잘라 내는 부분의 가장 좁은 가로세로 비율입니다. 가장 넓은 비율은 그 역수입니다.',
        },
      },
      paper: 0.75,
      min: 0.1,
      max: 1,
      older: 0.75,
      unused,
    }),
    interpolation: choice(['bicubic', 'bilinear'], {
      words: {
        en: {
          title: 'Resizing of the crop',
          help: 'bicubic is sharper, bilinear softer and faster; both are antialiased if the crop shrinks.',
        },
        ko: {
          title: '자른 부분의 보간',
          help: 'bicubic은 더 선명하고 bilinear는 더 부드럽고 빠릅니다. 줄일 때는 둘 다 앤티에일리어싱합니다.',
        },
      },
      paper: 'bicubic',
      older: 'bicubic',
      unused,
    }),
  };
}

/** The input noise besides RandAugment. */
const ownNoise = (who: 'teacher' | 'student', flipIsEssential = false) => ({
  ...randomCrop(who),
  flip: yesNo({
    essential: flipIsEssential,
    words: {
      en: {
        title: 'Mirror',
        help: 'Mirrors every second image left to right; switch it off if left and right differ, as in text.',
      },
      ko: {
        title: '좌우 반전',
        help: '이미지를 절반의 확률로 좌우 반전합니다. 글자처럼 좌우가 다르면 끄세요.',
      },
    },
    paper: true,
  }),
  crop: number({
    words: {
      en: {
        title: 'Shift',
        help: 'Shifts the image by up to this share of its side in each direction, 0 for none.',
      },
      ko: {
        title: '이동',
        help: '각 방향으로 한 변의 이 비율까지 이미지를 옮깁니다. 0이면 옮기지 않습니다.',
      },
    },
    unit: units.side,
    min: 0,
    max: 0.5,
    slider: { min: 0, max: 0.5, step: 0.01 },
  }),
  cutout: number({
    words: {
      en: {
        title: 'Cutout',
        help: 'Side of one grey square laid over every image, in addition to the one that RandAugment may draw; 0 for none.',
      },
      ko: {
        title: '컷아웃(Cutout)',
        help: 'RandAugment가 뽑을 수 있는 것과 별도로 모든 이미지에 덮는 회색 정사각형의 한 변입니다. 0이면 덮지 않습니다.',
      },
    },
    unit: units.side,
    paper: 0,
    min: 0,
    max: 1,
    slider: { min: 0, max: 1, step: 0.05 },
  }),
  ...mixing(),
});

/** Two images of a batch become one, and their targets with them. */
function mixing() {
  return {
    mixup: number({
      words: {
        en: {
          title: 'Mixup',
          help: 'Blends pairs of images and their targets in proportions drawn from Beta(a, a), where a is this number: 0 for none, 0.2 a little, 0.8 a lot. For methods with targets given before training.',
        },
        ko: {
          title: 'Mixup',
          help: '이미지를 둘씩 섞고 타깃도 같은 비율로 섞습니다. 비율은 이 값의 Beta(a, a) 분포에서 뽑습니다. 0이면 쓰지 않고, 0.2는 약하게, 0.8은 강하게 섞습니다. 타깃이 미리 정해지는 방법에만 쓸 수 있습니다.',
        },
      },
      paper: 0,
      min: 0,
      max: 8,
      slider: { min: 0, max: 1, step: 0.1 },
      older: 0,
    }),
    cutmix: number({
      words: {
        en: {
          title: 'CutMix',
          help: 'Swaps a square between pairs of images, and mixes their targets by its area, which is drawn from Beta(a, a), where a is this number: 0 for none, 1 for all sizes equally. With Mixup, chance decides for each pair.',
        },
        ko: {
          title: 'CutMix',
          help: '두 이미지의 정사각형 부분을 맞바꾸고 그 넓이만큼 타깃을 섞습니다. 넓이는 이 값의 Beta(a, a) 분포에서 뽑습니다. 0이면 쓰지 않고 1이면 모든 크기가 고릅니다. Mixup과 함께 쓰면 쌍마다 반반의 확률로 하나를 고릅니다.',
        },
      },
      paper: 0,
      min: 0,
      max: 8,
      slider: { min: 0, max: 1, step: 0.1 },
      older: 0,
    }),
  };
}

/** The input noise of trainings. The students' comes first, because it is what makes them better. */
export const noiseSchema = section(
  { title: { en: 'Input noise', ko: '입력 노이즈' }, group: 'noise' },
  {
    student: inputNoise('student', {
      title: { en: 'Student’s input noise', ko: '학생 모델의 입력 노이즈' },
      flipIsEssential: true,
      unused: [...unusedWithoutStudents, unusedWithoutNoise('student')],
    }),
    teacher: inputNoise('teacher', {
      title: { en: 'Teacher’s input noise', ko: '교사 모델의 입력 노이즈' },
      unused: [unusedWithoutNoise('teacher')],
    }),
  },
);
