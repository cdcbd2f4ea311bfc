import { Alert, Button, Group, Progress, Text, Tooltip } from '@mantine/core';
import { IconGauge, IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EstimateView, JobView } from '../../../../contract';
import type { Recipe } from '../../../../core/recipe';
import { bytesText } from '../../../../core/words/bytes';
import { Panel } from '../../../base/frame/Screen';
import { useWriting } from '../../../base/kept/writing';
import { GpuOffer } from '../../../base/program/GpuOffer';
import { complain } from '../../../base/studio/announce';
import { ask, studio } from '../../../base/studio/connection';
import { duration, moment, speed } from '../../../base/words/format';
import { subjectOf } from '../../../base/words/job-subject';
import { stageWords } from '../../../base/words/stage-words';
import styles from './Estimate.module.css';
import { peakOf, tooLarge } from './estimate-text';

/** The time and memory that the experiment takes on this machine, measured with a few real steps. */
export function EstimatePanel({ recipe }: { readonly recipe: Recipe | null }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const { data: view } = useQuery({
    ...ask.recipe.estimate.queryOptions({ input: { recipe } }),
    enabled: recipe !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const job = jobs.find(({ kind, finishedAt }) => kind === 'measure' && finishedAt === null);
  const missing = view?.shapes.filter(({ measured }) => measured === null).length ?? 0;
  const measure = (again: boolean) => () => {
    studio.recipe.measure({ recipe, again }).catch(complain);
  };
  return (
    <Panel
      title={t('recipe.estimate.title')}
      actions={
        view?.measuredAt != null &&
        !job &&
        recipe && (
          <Tooltip label={t('recipe.estimate.againHelp', { when: moment(view.measuredAt) })}>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconRefresh size={13} />}
              {...writing()}
              onClick={measure(true)}
            >
              {t('recipe.estimate.again')}
            </Button>
          </Tooltip>
        )
      }
    >
      <div className={styles.estimate}>
        <GpuOffer />
        {recipe === null && <span className={styles.estimateHelp}>{t('recipe.estimate.notAllowed')}</span>}
        {view && <Found view={view} />}
        {job && <Measuring job={job} />}
        {!job && recipe && missing > 0 && (
          <>
            <span className={styles.estimateHelp}>{t('recipe.estimate.help')}</span>
            <Button
              variant="default"
              leftSection={<IconGauge size={15} />}
              {...writing()}
              onClick={measure(false)}
            >
              {t('recipe.estimate.measure', { count: missing })}
            </Button>
          </>
        )}
      </div>
    </Panel>
  );
}

function Measuring({ job }: { readonly job: JobView }) {
  const { t } = useTranslation();
  const { progress } = job;
  return (
    <div role="status">
      <Text fz="xs" mb={4}>
        {stageWords(job.stage, t) ?? t('jobs.queued')}
      </Text>
      <Progress
        aria-label={stageWords(job.stage, t) ?? subjectOf(job)}
        size="sm"
        value={progress ? (progress.done / Math.max(1, progress.total)) * 100 : 0}
      />
      <Button
        mt={8}
        size="compact-xs"
        variant="default"
        disabled={job.status === 'cancelling'}
        onClick={() => studio.jobs.cancel({ id: job.id }).catch(complain)}
      >
        {t(job.status === 'cancelling' ? 'jobs.cancelling' : 'jobs.cancel')}
      </Button>
    </div>
  );
}

const parts = ['model', 'teacher', 'students', 'labelling', 'measuring'] as const;

function Found({ view }: { readonly view: EstimateView }) {
  const { t } = useTranslation();
  const { seconds, shapes, memoryBytes } = view;
  const peak = peakOf(shapes);
  return (
    <>
      {seconds && (
        <dl className={styles.times}>
          {parts
            .filter((part) => seconds[part] > 0)
            .map((part) => (
              <Group key={part} justify="space-between">
                <dt>{t(`recipe.estimate.parts.${part}`)}</dt>
                <dd>{duration(seconds[part])}</dd>
              </Group>
            ))}
          <Group justify="space-between" fw={600}>
            <dt>{t('recipe.estimate.total')}</dt>
            <dd>{duration(seconds.total)}</dd>
          </Group>
        </dl>
      )}
      {tooLarge(shapes).map(({ shape, leastBytes }) => (
        <Alert key={JSON.stringify(shape)} color="red" variant="light" p="xs" role="alert">
          <Text fz="xs">
            {t(leastBytes === null ? 'recipe.estimate.tooLarge' : 'recipe.estimate.tooLargeBy', {
              what: t(`recipe.estimate.${shape.kind}`, { arch: shape.arch, size: shape.imageSize }),
              least: leastBytes === null ? '' : bytesText(leastBytes),
              memory: bytesText(memoryBytes),
            })}
          </Text>
        </Alert>
      ))}
      {peak !== null && (
        <Text fz="xs">
          {t('recipe.estimate.memory', { peak: bytesText(peak), memory: bytesText(memoryBytes) })}
        </Text>
      )}
      <ul className={styles.speeds}>
        {shapes.map(({ shape, measured }) =>
          measured?.fits ? (
            <li key={JSON.stringify(shape)}>
              <span>{t(`recipe.estimate.${shape.kind}`, { arch: shape.arch, size: shape.imageSize })}</span>
              <span>
                {speed(
                  (shape.kind === 'train' ? shape.labelled + shape.pseudo : 1) / measured.secondsPerUnit,
                )}
              </span>
            </li>
          ) : null,
        )}
      </ul>
    </>
  );
}
