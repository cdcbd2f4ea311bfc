import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseToEvaluate, evaluateChoice, robustnessParts } from '../chosen/choice';
import { CorruptionsPart } from './CorruptionsPart';
import { PerturbationsPart } from './PerturbationsPart';
import type { RobustnessProps } from './robustness-props';

/**
 * How well a model works on corrupted test images, and how stable its predictions are under perturbations. The images are always those of
 * the test split, whichever split is shown.
 */
export function RobustnessTab(props: RobustnessProps) {
  const { t } = useTranslation();
  const { robustness } = evaluateChoice.use();
  return (
    <>
      <SegmentedControl
        size="xs"
        mb={12}
        flex="none"
        style={{ alignSelf: 'start' }}
        aria-label={t('evaluate.tabs.robustness')}
        data={robustnessParts.map((part) => ({ value: part, label: t(`evaluate.robust.parts.${part}`) }))}
        value={robustness}
        onChange={(part) => chooseToEvaluate({ robustness: part })}
      />
      {robustness === 'corruptions' ? <CorruptionsPart {...props} /> : <PerturbationsPart {...props} />}
    </>
  );
}
