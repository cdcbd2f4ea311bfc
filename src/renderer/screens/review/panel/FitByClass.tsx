import { Button, NumberInput, Text, Tooltip } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameChoice } from '../../../../core/selection';
import { useWriting } from '../../../base/kept/writing';
import { failureOf, noteText, sentenceOf } from '../../../base/studio/errors';
import { count } from '../../../base/words/format';
import type { Thresholds } from '../thresholds/thresholds';
import classes from './Panel.module.css';

/** The share of right labels to begin with if the recipe asks for none. */
const usual = 0.9;

interface FitByClassProps {
  readonly thresholds: Thresholds;
  /** The share that the recipe asks for; null for none. */
  readonly asked: number | null;
}

/** Fits the thresholds of the classes to a share of right labels; the images that they would keep are shown before they are stored. */
export function FitByClass({ thresholds, asked }: FitByClassProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [percent, setPercent] = useState<number | string>(Math.round(100 * (asked ?? usual)));
  const button = useRef<HTMLButtonElement>(null);
  const busy = useRef(false);
  const [said, setSaid] = useState<readonly string[]>([]);
  const isShown = !sameChoice(thresholds.choice.use(), thresholds.stored.use());
  const [preview, stored] = [thresholds.preview.use(), thresholds.balance.use()];
  const fit = () => {
    // The button is not disabled meanwhile: it would lose the focus, and Escape would no longer close the popover around it.
    if (busy.current) return;
    busy.current = true;
    thresholds
      .fit(Number(percent) / 100)
      .then(
        (notes) => {
          const changes = !sameChoice(thresholds.choice.get(), thresholds.stored.get());
          setSaid([...notes.map(noteText), ...(changes ? [] : [t('review.thresholds.fitSame')])]);
        },
        (error) => setSaid([sentenceOf(failureOf(error))]),
      )
      .finally(() => {
        busy.current = false;
      });
  };
  const end = (work: () => void) => () => {
    setSaid([]);
    work();
    button.current?.focus();
  };
  return (
    <div className={classes.fit}>
      <Tooltip label={t('review.thresholds.fitHelp')} multiline w={260}>
        <Button
          size="compact-xs"
          variant="default"
          ref={button}
          {...writing(typeof percent !== 'number' || percent <= 0 || percent >= 100)}
          onClick={fit}
          data-testid="threshold-fit"
        >
          {t('review.thresholds.fit')}
        </Button>
      </Tooltip>
      <NumberInput
        size="xs"
        w={84}
        aria-label={t('review.thresholds.fitShare')}
        value={percent}
        onChange={setPercent}
        min={1}
        max={99}
        decimalScale={0}
        suffix=" %"
        data-testid="threshold-fit-share"
      />
      {said.map((sentence) => (
        <Text key={sentence} component="p" fz="xs" role="note" data-testid="threshold-fit-said">
          {sentence}
        </Text>
      ))}
      {isShown && preview && stored && (
        <>
          <Text component="p" fz="xs" data-testid="threshold-fit-total">
            {t('review.thresholds.fitTotal', {
              n: count(preview.states.kept),
              before: count(stored.states.kept),
            })}
          </Text>
          <Button
            size="compact-xs"
            {...writing()}
            onClick={end(() => void thresholds.keep())}
            data-testid="threshold-fit-apply"
          >
            {t('review.thresholds.fitApply')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={end(() => thresholds.cancel())}>
            {t('review.thresholds.fitDiscard')}
          </Button>
        </>
      )}
    </div>
  );
}
