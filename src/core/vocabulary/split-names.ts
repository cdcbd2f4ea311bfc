import type { Split } from './images';

/** Names of splits in other languages. */
const elsewhere: Readonly<Record<string, Split>> = {
  ...{ 训练: 'labelled-train', 训练集: 'labelled-train', 訓練: 'labelled-train', 学習: 'labelled-train' },
  ...{ 验证: 'validation', 验证集: 'validation', 検証: 'validation' },
  ...{ 测试: 'test', 测试集: 'test', 評価: 'test', テスト: 'test' },
  ...{ trainings: 'labelled-train', trainingsdaten: 'labelled-train', entrenamiento: 'labelled-train' },
  ...{ entraînement: 'labelled-train', entrainement: 'labelled-train', treino: 'labelled-train' },
  ...{ validierung: 'validation', validierungsdaten: 'validation', validación: 'validation' },
  ...{ validacion: 'validation', validação: 'validation', validacao: 'validation' },
  ...{ testdaten: 'test', prueba: 'test', pruebas: 'test', teste: 'test' },
};

/** The split of images by the names that folders and lists give it. */
const names: Readonly<Record<string, Split>> = {
  ...elsewhere,
  train: 'labelled-train',
  training: 'labelled-train',
  trainset: 'labelled-train',
  trainingset: 'labelled-train',
  trn: 'labelled-train',
  labelled: 'labelled-train',
  labeled: 'labelled-train',
  trainval: 'labelled-train',
  trainvalid: 'labelled-train',
  훈련: 'labelled-train',
  학습: 'labelled-train',
  val: 'validation',
  valid: 'validation',
  validate: 'validation',
  validation: 'validation',
  valset: 'validation',
  validset: 'validation',
  validationset: 'validation',
  crossval: 'validation',
  crossvalidation: 'validation',
  vld: 'validation',
  minival: 'validation',
  dev: 'validation',
  devset: 'validation',
  development: 'validation',
  검증: 'validation',
  test: 'test',
  testing: 'test',
  testset: 'test',
  testingset: 'test',
  tst: 'test',
  testdev: 'test',
  eval: 'test',
  evaluation: 'test',
  holdout: 'test',
  heldout: 'test',
  unseen: 'test',
  테스트: 'test',
  시험: 'test',
  평가: 'test',
  unlabelled: 'unlabelled',
  unlabeled: 'unlabelled',
  unsupervised: 'unlabelled',
  unannotated: 'unlabelled',
  nolabel: 'unlabelled',
  nolabels: 'unlabelled',
  notlabelled: 'unlabelled',
  notlabeled: 'unlabelled',
  tolabel: 'unlabelled',
  unsorted: 'unlabelled',
  pool: 'unlabelled',
  라벨없음: 'unlabelled',
  미분류: 'unlabelled',
};

/** Words beside the split's own: `train_images`, `Test Set`, `seg_train`, `val2017`, `1-train`, `PublicTest`. */
const besides = /^(set|data|dataset|split|images?|imgs?|pictures?|photos?|seg|public|private|\d+)$/;

/** The same as parts of one word: `publictest`, `traindata`, `testimages`. */
const within = /^(?:seg|public|private)|(?:set|data|dataset|split|images?|imgs?|pictures?|photos?|\d+)$/g;

/** Names of splits that are also written as two words: `hold-out`, `train_val`, `no label`. */
const oneName = new Set([
  ...['holdout', 'heldout', 'trainval', 'trainvalid', 'testdev', 'crossval', 'crossvalidation'],
  ...['nolabel', 'nolabels', 'notlabelled', 'notlabeled', 'tolabel', '라벨없음'],
]);

/**
 * The split that a name stands for, whatever its case and the words around it; undefined for a name of anything else. `dev` is
 * validation; `eval`, `holdout` and `unseen` are held out as test is. `trainval`, the union of the other two, is trained on.
 */
export function splitOfName(name: string): Split | undefined {
  const words = name
    .normalize('NFC')
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !besides.test(word));
  const joined = words.join('');
  if (joined === 'labelledtrain' || joined === 'labeledtrain') return 'labelled-train';
  const isOneName = oneName.has(joined) || words.length === 1;
  if (!isOneName) return undefined;
  // A folder may have the name of a property that every object has, such as `constructor`.
  const known = [joined, joined.replace(within, '')].find((word) => Object.hasOwn(names, word));
  return known === undefined ? undefined : names[known];
}
