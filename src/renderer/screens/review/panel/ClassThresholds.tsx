import { ActionIcon, NumberInput, Popover, Text, Tooltip } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClassView } from '../../../../contract';
import { type SelectionChoice, sameThresholds, withThreshold } from '../../../../core/selection';
import { fractionText, thresholdText } from '../../../../core/words/shares';
import { Swatch } from '../../../base/frame/Swatch';
import { i18n } from '../../../base/strings';
import { count } from '../../../base/words/format';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import type { Thresholds } from '../thresholds/thresholds';
import { FitByClass } from './FitByClass';
import classes from './Panel.module.css';
import { Restore } from './Restore';
import { Rows } from './Rows';

interface ClassThresholdsProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** Says how many classes ask for more confidence than the others, and sets the threshold of each class. */
export function ClassThresholds({ session: { thresholds, told }, known }: ClassThresholdsProps) {
  const { t } = useTranslation();
  const { recipeChoice, classPrecision } = told.use();
  const choice = thresholds.choice.use();
  const label = t('review.thresholds.byClass');
  return (
    <div className={classes.byClass}>
      <span data-testid="threshold-classes">{raisedText(choice)}</span>
      <Restore
        differs={!sameThresholds(choice.classThresholds, recipeChoice.classThresholds)}
        value={raisedText(recipeChoice)}
        restore={() => thresholds.keep({ classThresholds: recipeChoice.classThresholds })}
      />
      <Popover
        width={300}
        position="right-start"
        shadow="md"
        withArrow
        trapFocus
        onClose={() => thresholds.leave()}
      >
        <Popover.Target>
          <Tooltip label={label}>
            <ActionIcon size={20} aria-label={label} data-testid="threshold-classes-set">
              <IconAdjustments size={14} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          <Text fz="xs" c="dimmed" mb={8}>
            {t('review.thresholds.byClassHelp')}
          </Text>
          <FitByClass thresholds={thresholds} asked={classPrecision} />
          <Rows count={known.list.length} height={34} most={8}>
            {(index) => <OfClass thresholds={thresholds} choice={choice} its={known.list[index]} />}
          </Rows>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

interface OfClassProps {
  readonly thresholds: Thresholds;
  readonly choice: SelectionChoice;
  readonly its: ClassView;
}

function OfClass({ thresholds, choice, its }: OfClassProps) {
  const { t } = useTranslation();
  const stored = thresholds.balance.use();
  const kept = (thresholds.preview.use() ?? stored)?.classes.find(({ classId }) => classId === its.id)?.kept;
  const own = choice.classThresholds.find(({ classId }) => classId === its.id);
  const set = (value: number | string) => {
    const threshold = typeof value === 'number' ? value : null;
    if (threshold === null && value !== '') return;
    if (threshold !== null && threshold === shown(own?.threshold)) return;
    thresholds.drag({ classThresholds: withThreshold(choice.classThresholds, its.id, threshold) });
    thresholds.keepSoon();
  };
  return (
    <div className={classes.classThreshold}>
      <Swatch color={its.color} />
      <span className={classes.label} title={its.name}>
        {its.name}
      </span>
      {kept !== undefined && (
        <span className={classes.keptOfClass} data-testid={`threshold-kept-${its.id}`}>
          {t('review.thresholds.kept', { n: count(kept) })}
        </span>
      )}
      <NumberInput
        size="xs"
        w={92}
        aria-label={t('review.thresholds.ofClass', { name: its.name })}
        placeholder={thresholdText(choice.threshold)}
        value={shown(own?.threshold)}
        min={0}
        max={1}
        step={0.01}
        decimalScale={4}
        clampBehavior="strict"
        onChange={set}
        data-testid={`threshold-class-${its.id}`}
      />
    </div>
  );
}

/** Shows four decimals, since a fitted threshold is the confidence of an image with all its digits. */
const shown = (threshold: number | undefined): number | '' =>
  threshold === undefined ? '' : Number(threshold.toFixed(4));

function raisedText({ threshold, classThresholds }: SelectionChoice): string {
  const more = classThresholds.map((each) => each.threshold).filter((each) => each > threshold);
  if (more.length === 0) return i18n.t('review.thresholds.oneForAll');
  const [low, high] = [Math.min(...more), Math.max(...more)].map((each) => fractionText(each));
  const range = low === high ? low : i18n.t('review.thresholds.range', { low, high });
  return i18n.t('review.thresholds.raised', { count: more.length, n: count(more.length), range });
}
