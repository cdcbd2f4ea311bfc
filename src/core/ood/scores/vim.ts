import { overRows } from '../logit-rows';
import { defineScore } from '../score';
import { fitVirtual, scoreResidual } from '../virtual-logit';

/**
 * Wang et al. 2022, "ViM: Out-Of-Distribution with Virtual-logit Matching", in logarithms: the energy of the logits minus a virtual logit,
 * which is the scaled length of the part of the features outside the principal directions of labelled images.
 */
export const vim = defineScore({
  name: 'vim',
  words: {
    en: {
      title: 'Virtual logit (ViM)',
      help: 'Energy of the logits minus the length of the features outside the main directions of labelled images.',
    },
    ko: {
      title: '가상 로짓(ViM)',
      help: '로짓의 에너지에서, 라벨된 이미지의 주요 방향으로 설명되지 않는 특징 벡터의 길이를 뺀 값입니다.',
    },
  },
  fit: fitVirtual,
  score: (model, { features, logits, classes }) =>
    lessVirtual(model, scoreResidual(model, features), { logits, classes }),
});

/** The score, from the negated length of each residual, `[images]`. */
export function lessVirtual(
  { alpha, centred }: { readonly alpha: number; readonly centred: boolean },
  residuals: Float32Array,
  { logits, classes }: { readonly logits: Float32Array; readonly classes: number },
): Float32Array {
  const energies = overRows(logits, classes, (row, largest, sum) => {
    const energy = largest + Math.log(sum);
    return centred ? energy - row.reduce((all, each) => all + each, 0) / classes : energy;
  });
  return energies.map((energy, i) => energy + alpha * residuals[i]);
}
