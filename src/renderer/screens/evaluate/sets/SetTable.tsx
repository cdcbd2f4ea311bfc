import { ActionIcon, Table, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, RunView, TestSetView } from '../../../../contract';
import { accuracyInterval, metricText } from '../../../../core/sentences/metrics';
import { Confirm } from '../../../base/frame/Confirm';
import { useWriting } from '../../../base/kept/writing';
import { complain } from '../../../base/studio/announce';
import { ask, studio } from '../../../base/studio/connection';
import { count } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { chooseToEvaluate, isOn, partTitle, type ShownPart } from '../chosen/choice';
import styles from './SetTable.module.css';

export const setMetrics = ['accuracy', 'macroF1', 'ece'] as const;
export type SetMetric = (typeof setMetrics)[number];

interface SetTableProps {
  readonly runs: readonly RunView[];
  readonly sets: readonly TestSetView[];
  readonly evaluations: readonly EvaluationView[];
  readonly metric: SetMetric;
}

/** A row for each model, a column for the test images and for each named set. A click on a figure opens the mistakes behind it. */
export function SetTable({ runs, sets, evaluations, metric }: SetTableProps) {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const parts: readonly ShownPart[] = ['test', ...sets];
  const imagesOf = (part: ShownPart) =>
    (typeof part === 'string' ? overview?.splits[part] : part.images) ?? 0;
  return (
    <Table.ScrollContainer minWidth={360} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table className={styles.table} aria-label={t('evaluate.sets.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('evaluate.model')}</Table.Th>
            {parts.map((part) => (
              <Table.Th key={partTitle(part)} className={styles.set}>
                <span className={styles.name} title={partTitle(part)}>
                  {partTitle(part)}
                </span>
                <Text span fz="xs" c="dimmed" className={styles.images}>
                  {t('evaluate.sets.images', { count: imagesOf(part), n: count(imagesOf(part)) })}
                  {typeof part !== 'string' && part.kind === 'hard' && <RemoveSet set={part} />}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.runId}>
              <Table.Th scope="row" fw={500}>
                {modelName(run.name)}
              </Table.Th>
              {parts.map((part) => (
                <Table.Td key={partTitle(part)} ta="right">
                  <Figure
                    run={run}
                    part={part}
                    metric={metric}
                    evaluation={evaluations.find((each) => each.runId === run.runId && isOn(part, each))}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface FigureProps {
  readonly run: RunView;
  readonly part: ShownPart;
  readonly metric: SetMetric;
  readonly evaluation: EvaluationView | undefined;
}

function Figure({ run, part, metric, evaluation }: FigureProps) {
  const { t } = useTranslation();
  if (!evaluation) return <Text c="dimmed">–</Text>;
  const { images, seen, metrics } = evaluation;
  const leftOut = seen ? seen.trained + seen.validated : 0;
  const isBaseline = typeof part !== 'string' && part.origin?.runId === run.runId;
  const open = () =>
    chooseToEvaluate({
      ...{ runId: run.runId, baseId: null, tab: 'mistakes' },
      ...(typeof part === 'string' ? { split: part, setId: null } : { setId: part.id }),
    });
  const aside = [
    // The accuracy of the model that defines the set follows from its construction, so an interval would be meaningless.
    metric === 'accuracy' && !isBaseline ? accuracyInterval(metrics.values.accuracy, images) : '',
    isBaseline ? t('evaluate.sets.byConstruction') : '',
    leftOut > 0 ? t('evaluate.sets.leftOut', { count: leftOut, n: count(leftOut) }) : '',
    seen === null ? t('evaluate.sets.seenUnknown') : '',
  ].filter((text) => text !== '');
  return (
    <UnstyledButton
      className={styles.figure}
      onClick={open}
      title={t('evaluate.sets.open', { model: modelName(run.name), set: partTitle(part) })}
    >
      <span className={isBaseline ? styles.faint : undefined}>
        {metricText(metric, metrics.values[metric])}
      </span>
      {aside.map((text) => (
        <small key={text}>{text}</small>
      ))}
    </UnstyledButton>
  );
}

/** The button that removes a set of hard images; it asks first. */
function RemoveSet({ set: { id, name } }: { readonly set: TestSetView }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [asking, ask] = useState(false);
  return (
    <>
      <Tooltip label={t('evaluate.sets.remove')}>
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={t('evaluate.sets.removeNamed', { name })}
          {...writing()}
          onClick={() => ask(true)}
        >
          <IconTrash size={13} />
        </ActionIcon>
      </Tooltip>
      {asking && (
        <Confirm
          title={t('evaluate.sets.removeNamed', { name })}
          action={t('evaluate.sets.remove')}
          run={() => studio.testSets.remove({ id }).catch(complain)}
          close={() => ask(false)}
        >
          {t('evaluate.sets.removeHelp')}
        </Confirm>
      )}
    </>
  );
}
