import { Radio, Select, Table, Text } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, ExperimentView, RunView } from '../../../../contract';
import { metrics, metricsBeside } from '../../../../core/metrics';
import { accuracyInterval, metricText } from '../../../../core/sentences/metrics';
import { pairedNote } from '../../../../core/sentences/paired';
import { gainOn } from '../../../../core/sentences/seen-images';
import { Gain } from '../../../base/frame/Gain';
import { HardSetNote } from '../../../base/program/HardSetNote';
import { ask } from '../../../base/studio/connection';
import { noteText } from '../../../base/studio/errors';
import { count, moment } from '../../../base/words/format';
import { choiceText, modelName } from '../../../base/words/model-name';
import { AccuracyChart } from '../../../charts/AccuracyChart';
import { chooseToEvaluate, isOn, type ShownPart } from './choice';
import styles from './Evaluate.module.css';
import { SeenNote } from './SeenNote';

interface ModelPanelProps {
  readonly experiment: ExperimentView;
  readonly runs: readonly RunView[];
  readonly run: RunView;
  readonly base: RunView | null;
  readonly part: ShownPart;
  readonly evaluations: readonly EvaluationView[];
}

/** The metrics that the table of models has a column for. */
const columns = ['accuracy', ...metricsBeside.map(({ name }) => name)] as const;

/** Accuracy by iteration, and the choice of a model to inspect. */
export function ModelPanel({ experiment, runs, run, base, part, evaluations }: ModelPanelProps) {
  const { t } = useTranslation();
  const of = (each: RunView | null) =>
    evaluations.find((found) => found.runId === each?.runId && isOn(part, found));
  const own = of(run);
  const other = of(base);
  const { data: common } = useQuery(
    ask.evaluate.common.queryOptions({
      input: own && other ? { evaluationId: own.id, otherId: other.id } : skipToken,
    }),
  );
  const paired = common && pairedNote(common);
  const { data: changed = 0 } = useQuery(
    ask.evaluate.changes.queryOptions({ input: own ? { evaluationId: own.id } : skipToken }),
  );
  return (
    <>
      <Text fw={600} fz={12.5}>
        {t('runs.accuracyByModel')}
      </Text>
      <AccuracyChart runs={runs} height={190} />
      <Radio.Group
        value={String(run.runId)}
        onChange={(value) => chooseToEvaluate({ runId: Number(value), baseId: null })}
        aria-label={t('evaluate.model')}
      >
        <Table className={styles.models} verticalSpacing={3} horizontalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('evaluate.model')}</Table.Th>
              {columns.map((name) => (
                <Table.Th key={name} ta="right" title={t(`evaluate.metricHelp.${name}`)}>
                  {t(`evaluate.metricColumns.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((each) => (
              <Table.Tr key={each.runId}>
                <Table.Td>
                  <Radio size="xs" value={String(each.runId)} label={modelName(each.name)} />
                </Table.Td>
                {columns.map((name) => (
                  <Table.Td key={name} ta="right">
                    {metricText(name, of(each)?.metrics.values[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Radio.Group>
      {experiment.choice && runs.length > 1 && (
        <Text fz="xs" c="dimmed" role="note">
          {choiceText(experiment)}
        </Text>
      )}
      {runs.length > 1 && (
        <Select
          label={t('evaluate.against')}
          allowDeselect={false}
          data={runs
            .filter(({ runId }) => runId !== run.runId)
            .map(({ runId, name }) => ({ value: String(runId), label: modelName(name) }))}
          value={base ? String(base.runId) : null}
          placeholder={t('evaluate.chooseModel')}
          onChange={(value) => value && chooseToEvaluate({ runId: run.runId, baseId: Number(value) })}
        />
      )}
      {own && (
        <dl className={styles.facts}>
          <Fact name={t('evaluate.images')}>{count(own.images)}</Fact>
          {other && base && (
            <Fact name={t('evaluate.ahead', { model: modelName(base.name) })}>
              <Gain value={common ? gainOn(common) : null} />
            </Fact>
          )}
          {metrics
            .filter(({ name }) => typeof own.metrics.values[name] === 'number')
            .map(({ name }) => (
              <Fact key={name} name={t(`evaluate.metrics.${name}`)} help={t(`evaluate.metricHelp.${name}`)}>
                {metricText(name, own.metrics.values[name], 2)}
                {name === 'accuracy' && (
                  <small
                    className={styles.interval}
                    title={t('evaluate.intervalHelp')}
                    data-testid="accuracy-interval"
                  >
                    {accuracyInterval(own.metrics.values.accuracy, own.images)}
                  </small>
                )}
              </Fact>
            ))}
        </dl>
      )}
      {own && changed > 0 && (
        <Text fz="xs" c="dimmed" role="note" data-testid="labels-then">
          {t('evaluate.labelsThen', { when: moment(own.createdAt) })}
        </Text>
      )}
      {paired && (
        <Text fz="xs" c="dimmed" role="note" data-testid="paired">
          {noteText(paired)}
        </Text>
      )}
      {own && <SeenNote evaluation={own} part={part} common={common ?? null} />}
      {typeof part !== 'string' && <HardSetNote set={part} />}
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly help?: string;
  readonly children: React.ReactNode;
}

function Fact({ name, help, children }: FactProps) {
  return (
    <>
      <dt title={help}>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
