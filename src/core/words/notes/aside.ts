import type { ErrorWords } from '../errors/entry';

/** Why an image is excluded although its file can be read. The catalog writes these by rule, in SQL. */
export const asideNotes = {
  excluded: {
    en: 'A person excluded it. It is not used for training, labelling or measuring.',
    ko: '사용자가 제외했습니다. 학습, 라벨링, 평가에 쓰지 않습니다.',
  },
  missing: {
    en: 'The file existed at the last import and is gone now.',
    ko: '지난번에 가져올 때는 있던 파일이 없어졌습니다.',
  },
  'source-removed': {
    en: 'Its source was taken out of the project. Add the folder again to use it.',
    ko: '이 이미지의 소스를 프로젝트에서 뺐습니다. 쓰려면 폴더를 다시 추가하세요.',
  },
  'label-conflict': {
    en: 'The same picture is also {{file}}, under the label "{{label}}". Correct one of the labels or remove a file.',
    ko: '같은 이미지 {{file}}에 "{{label}}" 라벨이 있습니다. 둘 중 한 라벨을 고치거나 파일 하나를 지우세요.',
  },
  leak: {
    en: 'The same picture is held out for evaluation, so this copy is never trained on.',
    ko: '같은 이미지를 평가용으로 따로 두었으므로 이 복사본은 학습하지 않습니다.',
  },
  'near-leak': {
    en: 'It looks the same as a picture that is held out for evaluation, or is an augmented copy of it by its name, so it is not trained on. If they are different pictures, mark it to be used.',
    ko: '평가용으로 따로 둔 이미지와 같아 보이거나 이름으로 보아 그 증강 사본이므로 학습하지 않습니다. 다른 이미지라면 사용하도록 지정하세요.',
  },
  duplicate: {
    en: 'The same picture is already in the project, so this copy is not used.',
    ko: '같은 이미지가 이미 프로젝트에 있으므로 이 복사본은 쓰지 않습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
