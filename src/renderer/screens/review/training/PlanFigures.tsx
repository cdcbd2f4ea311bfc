import { useTranslation } from 'react-i18next';
import type { TrainingPlan } from '../../../../contract';
import { count } from '../../../base/words/format';
import classes from './TrainDialog.module.css';

/** The numbers of what the next student learns from, and how long. */
export function PlanFigures({ plan }: { readonly plan: TrainingPlan }) {
  const { t } = useTranslation();
  const { balance } = plan;
  const seen = balance.classes.reduce((sum, { copies }) => sum + copies, 0);
  const { kept: _, ...rest } = balance.states;
  const dropped = Object.values(rest).reduce((sum, images) => sum + images, 0);
  const figures: readonly (readonly [string, string, string?])[] = [
    [t('review.train.labelled'), count(plan.labelledImages), 'plan-labelled'],
    [t('review.train.pseudo'), count(plan.pseudoLabelledImages), 'plan-pseudo'],
    [t('review.train.seen'), count(seen), 'plan-seen'],
    [t('review.train.reviewed'), count(plan.reviewedImages), 'plan-reviewed'],
    [t('review.train.dropped'), count(dropped), 'plan-dropped'],
    [t('review.train.targets'), t(`review.train.${plan.targets}`)],
    [
      t('review.train.batch'),
      inTurn(plan, ({ labelled, pseudo }) => {
        const part = labelled === 0 ? 'batchPseudo' : pseudo === 0 ? 'batchLabelled' : 'batchOf';
        return t(`review.train.${part}`, { labelled: count(labelled), pseudo: count(pseudo) });
      }),
    ],
    [t('review.train.steps'), inTurn(plan, ({ steps }) => count(steps))],
    [t('review.train.model'), plan.student?.arch ?? '–'],
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value, testId]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-testid={testId}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The text for each training of the student's run, in their order. */
function inTurn({ trainings }: TrainingPlan, text: (training: TrainingPlan['trainings'][number]) => string) {
  return trainings.map(text).join(' → ');
}
