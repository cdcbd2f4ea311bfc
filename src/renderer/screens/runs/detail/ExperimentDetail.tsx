import { Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, JobView } from '../../../../contract';
import { methodWords, roundsOf } from '../../../../core/methods';
import type { Recipe } from '../../../../core/recipe';
import { StateBadge } from '../../../base/frame/StateBadge';
import { i18n, spoken } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { choiceText, modelName } from '../../../base/words/model-name';
import { AccuracyChart } from '../../../charts/AccuracyChart';
import curveStyles from '../curves/Curves.module.css';
import { CurvesOver } from '../curves/RunCurves';
import { ExperimentActions } from '../experiment/ExperimentActions';
import styles from '../experiment/Runs.module.css';
import { shownState } from '../experiment/states';
import { Trouble } from '../experiment/Trouble';

/** The method of a recipe in words: "Noisy Student, 2 iterations", "FixMatch". */
function methodText(recipe: Recipe): string {
  const { title } = spoken(methodWords[recipe.method]);
  const rounds = roundsOf(recipe);
  return rounds > 0 ? `${title}, ${i18n.t('runs.iterations', { count: rounds })}` : title;
}

/** An experiment as a whole: its state, the result of each model, and their curves in one chart. */
export function ExperimentDetail({
  experiment,
  job,
}: {
  readonly experiment: ExperimentView;
  readonly job: JobView | undefined;
}) {
  const { t } = useTranslation();
  const state = shownState(experiment, job);
  const begun = experiment.runs.filter((run) => run.startedAt !== null);
  return (
    <>
      <header className={styles.head}>
        <h2 title={experiment.name}>{experiment.name}</h2>
        <StateBadge state={state} />
        <span style={{ flex: 1 }} />
        <ExperimentActions experiment={experiment} state={state} />
      </header>
      <Trouble experiment={experiment} state={state} />
      <Text c="dimmed" mb="sm">
        {t('runs.about', {
          recipe: experiment.recipe.name,
          iterations: methodText(experiment.recipe),
          seed: experiment.seed,
        })}
      </Text>
      {state !== 'done' && (
        <Switch
          mb="md"
          label={t('runs.pauseForReview')}
          checked={experiment.pauseForReview}
          onChange={(event) =>
            studio.runs
              .waitForReview({ experimentId: experiment.id, wait: event.currentTarget.checked })
              .catch(complain)
          }
        />
      )}
      {begun.some(({ state: each }) => each === 'done') && (
        <section className={curveStyles.chart} style={{ marginBottom: 10, padding: '10px 12px' }}>
          <h3 style={{ margin: '0 0 6px' }}>{t('runs.accuracyByModel')}</h3>
          <AccuracyChart runs={experiment.runs} height={190} />
          {experiment.choice && experiment.runs.length > 1 && (
            <Text fz="xs" c="dimmed" role="note">
              {choiceText(experiment)}
            </Text>
          )}
        </section>
      )}
      {begun.length > 0 ? (
        <CurvesOver runs={begun.map(({ runId, name }) => ({ runId, name: modelName(name) }))} />
      ) : (
        <Text c="dimmed">{t('runs.notBegun')}</Text>
      )}
    </>
  );
}
