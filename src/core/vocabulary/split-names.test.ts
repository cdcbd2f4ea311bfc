import { expect, it } from 'vitest';
import { splitOfName } from './split-names';

it('knows a split by any of its usual names, whatever the case and the words around it', () => {
  const known = {
    'labelled-train':
      'train Training TRAIN train_set trainSet training-set seg_train train2017 Train_Images labelled-train traindata TRAINIMAGES 훈련',
    validation: 'val VALID validation Validation_set dev val2017 imgs_val valdata',
    test: 'test Testing TEST test_set testset seg_test holdout hold-out eval Test_Data PublicTest Private_Test publictest testdata testimages test1',
    unlabelled: 'unlabelled unlabeled pool Pool unlabelled_images',
  };
  for (const [split, names] of Object.entries(known))
    for (const name of names.split(' ')) expect([name, splitOfName(name)]).toEqual([name, split]);
});

it('takes no class for a split', () => {
  for (const name of [
    'trains',
    'cat',
    'contest',
    'testudo',
    'value',
    'valley',
    'train station',
    'crash test',
    'devil',
    '2017',
    'images',
    'public',
    'constructor',
    'toString',
    '__proto__',
    '',
  ])
    expect([name, splitOfName(name)]).toEqual([name, undefined]);
});
