import { Button, Switch, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Histogram, ReviewOverview } from '../../../../contract';
import { thresholdNote } from '../../../../core/selection/threshold-note';
import { taughtNote } from '../../../../core/sentences/taught-flag';
import { thresholdText } from '../../../../core/words/shares';
import { useWriting } from '../../../base/kept/writing';
import { noteText } from '../../../base/studio/errors';
import { count, percent, short } from '../../../base/words/format';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { ClassThresholds } from './ClassThresholds';
import { Histogram as HistogramOf } from './Histogram';
import classes from './Panel.module.css';
import { Restore } from './Restore';
import { Section } from './Section';

interface ThresholdPanelProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** The thresholds that decide about all images without a person's decision. */
export function ThresholdPanel({ session, known }: ThresholdPanelProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('review.thresholds.title')}>
      <Confidence session={session} />
      <ClassThresholds session={session} known={known} />
      <ThresholdProblem session={session} />
      <OutOfDomain session={session} />
    </Section>
  );
}

function Confidence({ session: { thresholds, told } }: { readonly session: ReviewSession }) {
  const { t } = useTranslation();
  const overview = told.use();
  const { threshold } = thresholds.choice.use();
  const { confidence } = overview.histograms;
  const value = t('review.thresholds.atLeast', { value: thresholdText(threshold) });
  return (
    <div className={classes.threshold}>
      <div className={classes.thresholdHead}>
        <span>{t('review.thresholds.confidence')}</span>
        <Restore
          differs={threshold !== overview.recipeChoice.threshold}
          value={thresholdText(overview.recipeChoice.threshold)}
          restore={() => thresholds.keep({ threshold: overview.recipeChoice.threshold })}
        />
        <output data-testid="threshold-confidence-value">{value}</output>
      </div>
      <HistogramOf
        bins={confidence}
        value={threshold}
        step={0.01}
        label={t('review.thresholds.confidenceLabel')}
        valueText={value}
        testId="threshold-confidence"
        drag={(next) => thresholds.drag({ threshold: next })}
        keep={() => thresholds.keep()}
        keepSoon={() => thresholds.keepSoon()}
        cancel={() => thresholds.cancel()}
      />
    </div>
  );
}

/** Says why a threshold has no effect, and what to use instead. */
function ThresholdProblem({ session: { thresholds, told } }: { readonly session: ReviewSession }) {
  const overview = told.use();
  const { threshold } = thresholds.choice.use();
  const problem = thresholdNote({
    threshold,
    classes: overview.classes,
    ...reached(overview.histograms.confidence, threshold),
  });
  if (!problem) return null;
  return (
    <p className={classes.problem} role="note" data-testid="threshold-problem">
      {noteText(problem)}
    </p>
  );
}

/** The number of images that reach a threshold, and their median, as precisely as the bins allow. */
function reached({ min, max, counts }: ReviewOverview['histograms']['confidence'], threshold: number) {
  const images = counts.reduce((sum, each) => sum + each, 0);
  const width = (max - min) / counts.length;
  let [passing, below, median] = [0, 0, min];
  counts.forEach((each, bin) => {
    if (min + (bin + 1) * width > threshold) passing += each;
    if (below <= images / 2) median = min + bin * width;
    below += each;
  });
  return { images, passing, median };
}

function OutOfDomain({ session }: { readonly session: ReviewSession }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const { thresholds } = session;
  const overview = session.told.use();
  const stored = thresholds.balance.use();
  // Follows the dragged handle.
  const flagged = (thresholds.preview.use() ?? stored)?.flagged;
  const { oodLimit } = thresholds.choice.use();
  const { ood } = overview.histograms;
  if (!ood || !overview.score) return null;
  const { oodLimit: fromRecipe } = overview.recipeChoice;
  const text = oodLimit === null ? t('review.thresholds.off') : short(oodLimit);
  const value = oodLimit === null ? text : t('review.thresholds.atLeast', { value: text });
  return (
    <div className={classes.threshold}>
      <div className={classes.thresholdHead}>
        <span title={t(`review.scores.${overview.score}`)}>{t('review.thresholds.ood')}</span>
        <Restore
          differs={oodLimit !== fromRecipe}
          value={fromRecipe === null ? t('review.thresholds.off') : short(fromRecipe)}
          restore={() => thresholds.keep({ oodLimit: fromRecipe })}
        />
        <output data-testid="threshold-ood-value">{value}</output>
        <Switch
          size="xs"
          checked={oodLimit !== null}
          aria-label={t('review.thresholds.oodSwitch')}
          onChange={({ currentTarget: { checked } }) =>
            thresholds.keep({ oodLimit: checked ? (fromRecipe ?? ood.min) : null })
          }
        />
      </div>
      <HistogramOf
        bins={ood}
        value={oodLimit}
        step={niceStep((ood.max - ood.min) / 200)}
        label={t('review.thresholds.oodLabel')}
        valueText={value}
        testId="threshold-ood"
        drag={(next) => thresholds.drag({ oodLimit: next })}
        keep={() => thresholds.keep()}
        keepSoon={() => thresholds.keepSoon()}
        cancel={() => thresholds.cancel()}
      />
      <p className={classes.outside}>
        {flagged !== undefined && (
          <span data-testid="threshold-ood-flagged">
            {t('review.thresholds.flagged', { share: percent(flagged / overview.labelling.images) })}
          </span>
        )}
        <Outside bins={ood} />
      </p>
      {overview.taught && (
        <p className={classes.taught} role="note" data-testid="flag-taught">
          {noteText(taughtNote(overview.taught))}
        </p>
      )}
      <Tooltip label={t('review.thresholds.teachHelp')} multiline w={280}>
        <Button
          size="compact-xs"
          variant="default"
          mt={4}
          {...writing()}
          onClick={() => session.turns.take(() => session.teach())}
          data-testid="flag-teach"
        >
          {t('review.thresholds.teach')}
        </Button>
      </Tooltip>
    </div>
  );
}

/** Says how many images the outermost bars stand for, because their scores are outside of the range shown. */
function Outside({ bins: { below, above, min, max } }: { readonly bins: Histogram }) {
  const { t } = useTranslation();
  const words = [
    below > 0 && t('review.thresholds.below', { count: below, n: count(below), value: short(min) }),
    above > 0 && t('review.thresholds.above', { count: above, n: count(above), value: short(max) }),
  ].filter(Boolean);
  if (words.length === 0) return null;
  return <span data-testid="threshold-ood-outside">{words.join(', ')}</span>;
}

/** 1, 2 or 5 times a power of ten, at most `step`. */
function niceStep(step: number): number {
  if (!(step > 0)) return 0.01;
  const power = 10 ** Math.floor(Math.log10(step));
  return ([5, 2, 1].find((times) => times * power <= step) ?? 1) * power;
}
