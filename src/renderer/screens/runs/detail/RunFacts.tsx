import { Textarea } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, RunView } from '../../../../contract';
import { metricText } from '../../../../core/sentences/metrics';
import { readOnly } from '../../../base/kept/writing';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { count, moment, percent } from '../../../base/words/format';
import styles from './Detail.module.css';
import { SelectionBars } from './SelectionBars';

/** The facts of one run, what was selected for it, and a person's note on it. */
export function RunFacts({
  experiment,
  run,
}: {
  readonly experiment: ExperimentView;
  readonly run: RunView;
}) {
  const { t } = useTranslation();
  const { device } = run;
  const facts: [string, string | null][] = [
    [t('runs.facts.architecture'), run.arch],
    [t('runs.facts.steps'), steps(run, t)],
    ...(run.trainings.length > 0 ? [[t('runs.facts.inTurn'), inTurnText(run.trainings, t)]] : []),
    ...(run.fix ? [[t('runs.facts.fix'), fixText(run.fix, t)]] : []),
    [t('runs.facts.seed'), String(run.seed)],
    [t('runs.facts.experimentSeed'), String(experiment.seed)],
    [t('runs.facts.started'), run.startedAt && moment(run.startedAt)],
    [t('runs.facts.finished'), run.finishedAt && moment(run.finishedAt)],
    [t('runs.facts.device'), device && `${device.name} (${deviceKind(device, t)})`],
    [t('runs.facts.versions'), versions(run)],
    [t('runs.facts.weights'), run.weightsHash],
    [t('runs.facts.folder'), `runs/${run.runId}`],
  ].map(([name, value]) => [name as string, value ? String(value) : null]);
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {run.selection && <SelectionBars selection={run.selection} />}
      <Note key={run.runId} run={run} />
    </>
  );
}

type T = TFunction;

function steps({ trainedSteps, steps: planned, stoppedEarly }: RunView, t: T): string | null {
  if (trainedSteps === null) return planned === null ? null : t('runs.facts.planned', { n: count(planned) });
  return stoppedEarly ? t('runs.facts.early', { n: count(trainedSteps) }) : count(trainedSteps);
}

/** The trainings of a run in order: the pre-training, then the fine-tuning. */
function inTurnText(trainings: RunView['trainings'], t: T): string {
  return trainings
    .map(({ steps: n, validationAccuracy }) =>
      validationAccuracy === null
        ? t('runs.facts.stepsOf', { count: n, n: count(n) })
        : t('runs.facts.stepsAnd', { count: n, n: count(n), accuracy: percent(validationAccuracy) }),
    )
    .join(' → ');
}

/** The result of the resolution fix, with the validation metrics by which it was kept or not. */
function fixText({ imageSize, kept, by, before, after }: NonNullable<RunView['fix']>, t: T): string {
  if (before === null || after === null) return t('runs.facts.fixUnjudged', { size: imageSize });
  const values = { size: imageSize, before: metricText(by, before), after: metricText(by, after) };
  return t(kept ? 'runs.facts.fixKept' : 'runs.facts.fixDropped', values);
}

function deviceKind(device: NonNullable<RunView['device']>, t: T): string {
  return device.kind === 'gpu' ? t('runs.facts.gpu') : t('runs.facts.cores', { count: device.cores });
}

function versions({ versions: by }: RunView): string {
  return Object.entries(by)
    .filter(([, version]) => version)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

/** A person's note on a run; stored when the field loses the focus. */
function Note({ run }: { readonly run: RunView }) {
  const { t } = useTranslation();
  const [note, setNote] = useState(run.note ?? '');
  const keep = () => {
    if (note.trim() !== (run.note ?? '')) studio.runs.note({ runId: run.runId, note }).catch(complain);
  };
  return (
    <Textarea
      mt="md"
      size="xs"
      label={t('runs.facts.note')}
      placeholder={t('runs.facts.notePlaceholder')}
      autosize
      minRows={2}
      maxRows={10}
      value={note}
      maxLength={20_000}
      readOnly={readOnly.use()}
      onChange={(event) => setNote(event.currentTarget.value)}
      onBlur={keep}
    />
  );
}
