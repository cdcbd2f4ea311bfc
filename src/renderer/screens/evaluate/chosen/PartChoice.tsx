import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TestSetView } from '../../../../contract';
import { chooseToEvaluate, type MeasuredSplit, measuredSplits, type ShownPart } from './choice';

interface PartChoiceProps {
  readonly part: ShownPart;
  readonly sets: readonly TestSetView[];
}

const setPrefix = 'set ';

/** Chooses what is measured: a split or, if there are any, a named test set. */
export function PartChoice({ part, sets }: PartChoiceProps) {
  const { t } = useTranslation();
  const splits = measuredSplits.map((value) => ({ value, label: t(`splits.${value}`) }));
  const choose = (value: string) =>
    value.startsWith(setPrefix)
      ? chooseToEvaluate({ setId: Number(value.slice(setPrefix.length)) })
      : chooseToEvaluate({ split: value as MeasuredSplit, setId: null });
  const value = typeof part === 'string' ? part : `${setPrefix}${part.id}`;
  const label = t('evaluate.split');
  if (sets.length === 0)
    return <SegmentedControl aria-label={label} data={splits} value={value} onChange={choose} />;
  const named = sets.map(({ id, name }) => ({ value: `${setPrefix}${id}`, label: name }));
  return (
    <Select
      aria-label={label}
      w={190}
      allowDeselect={false}
      data={[
        { group: t('evaluate.sets.splits'), items: splits },
        { group: t('splits.extra-test'), items: named },
      ]}
      value={value}
      onChange={(chosen) => chosen && choose(chosen)}
    />
  );
}
