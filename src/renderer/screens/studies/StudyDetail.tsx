import { Progress, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView, StudyView } from '../../../contract';
import { StateBadge } from '../../base/frame/StateBadge';
import { ask } from '../../base/studio/connection';
import { count, duration } from '../../base/words/format';
import { DotIntervals } from '../../charts/DotIntervals';
import { ArmTable } from './ArmTable';
import { CorruptedArms } from './CorruptedArms';
import { FailedRuns } from './FailedRuns';
import { RunTable } from './RunTable';
import styles from './Studies.module.css';
import { StudyActions } from './StudyActions';
import { jobOfStudy, studyState } from './study-state';

interface StudyDetailProps {
  readonly studyId: number;
  readonly jobs: readonly JobView[];
}

/** One study: its progress, its results by arm, and its runs. */
export function StudyDetail({ studyId, jobs }: StudyDetailProps) {
  const { t } = useTranslation();
  const { data: study } = useQuery({
    ...ask.studies.get.queryOptions({ input: { studyId } }),
    placeholderData: keepPreviousData,
  });
  if (!study) return null;
  const job = jobOfStudy(jobs, study.name);
  const state = studyState(study, job);
  return (
    <>
      <header className={styles.head}>
        <h2 title={study.name}>{study.name}</h2>
        <StateBadge state={state} />
        <StudyActions study={study} state={state} job={job} />
      </header>
      {study.question && <p className={styles.asks}>{study.question}</p>}
      <p className={styles.faint}>
        {t('studies.about', {
          count: study.seeds.length,
          seeds: study.seeds.join(', '),
          baseline: study.baseline,
        })}
      </p>
      <Advance study={study} />
      <FailedRuns study={study} job={job} />
      <Part title={t('studies.chart')} help={t('studies.chartHelp')}>
        <AccuracyByArm study={study} />
      </Part>
      <Part title={t('studies.arms')} help={t('studies.armsHelp')}>
        <ArmTable study={study} />
      </Part>
      {study.sets.map((set) => (
        <Part key={set.id} title={t('studies.onSet', { name: set.name })} help={t('studies.onSetHelp')}>
          <ArmTable study={{ ...study, arms: set.arms }} title={t('studies.onSet', { name: set.name })} />
        </Part>
      ))}
      {study.done > 0 && (
        <Part title={t('studies.corrupted')} help={t('studies.corruptedHelp')}>
          <CorruptedArms study={study} jobs={jobs} />
        </Part>
      )}
      <Part title={t('studies.runs')} help={t('studies.runsHelp')}>
        <RunTable study={study} job={job} />
      </Part>
    </>
  );
}

function Part({
  title,
  help,
  children,
}: {
  readonly title: string;
  readonly help: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title} className={styles.part}>
      <h3>{title}</h3>
      {children}
      <p className={styles.faint}>{help}</p>
    </section>
  );
}

/** The number of finished runs and of those still to come. */
function Advance({ study: { runs, done, failed, secondsLeft } }: { readonly study: StudyView }) {
  const { t } = useTranslation();
  const left = runs - done - failed;
  const toCome =
    secondsLeft === null
      ? t('studies.toCome', { count: left })
      : t('studies.toComeIn', { count: left, time: duration(secondsLeft) });
  const words = [
    t('studies.doneOf', { count: runs, done: count(done), runs: count(runs) }),
    left > 0 ? toCome : null,
  ];
  return (
    <div className={styles.advance} data-testid="study-advance">
      <Progress value={(100 * done) / runs} size="sm" aria-label={words[0] ?? undefined} />
      <Text fz="sm">{words.filter(Boolean).join('  ·  ')}</Text>
    </div>
  );
}

function AccuracyByArm({ study: { arms, baseline } }: { readonly study: StudyView }) {
  const { t } = useTranslation();
  if (arms.every(({ last }) => last === null)) return <Text c="dimmed">{t('studies.noneDone')}</Text>;
  const rows = arms.map(({ arm, last }) => ({
    name: arm,
    ...{ mean: last?.mean ?? null, low: last?.low ?? null, high: last?.high ?? null },
  }));
  const reference = arms.find(({ arm }) => arm === baseline)?.last?.mean ?? null;
  return (
    <div className={styles.chart}>
      <DotIntervals label={t('studies.chart')} rows={rows} reference={reference} />
    </div>
  );
}
