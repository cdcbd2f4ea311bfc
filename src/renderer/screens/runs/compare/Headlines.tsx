import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AttacksView, PerturbationsView, RobustnessView } from '../../../../contract';
import { attackedAccuracy, comparedEpsilon } from '../../../../core/adversarial/strength';
import { benchmarkAccuracy } from '../../../../core/corruptions/measures';
import { metricsBeside } from '../../../../core/metrics';
import { perturbationSummary } from '../../../../core/perturbations/measures';
import { accuracyInterval, metricText } from '../../../../core/sentences/metrics';
import { Gain } from '../../../base/frame/Gain';
import { HardSetNote } from '../../../base/program/HardSetNote';
import { ask } from '../../../base/studio/connection';
import { count, duration, percent } from '../../../base/words/format';
import { gainOver, isSameTest } from '../experiment/gain';
import shared from '../experiment/Runs.module.css';
import type { ComparedRun } from './compare';
import { RunName } from './RunName';
import { reachable } from './reachable';

/** The headline numbers of each run, on every test that any of them was measured on. */
export function Headlines({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useTranslation();
  const base = runs[0].run;
  const ahead = (run: ComparedRun['run']) => (run === base ? null : (gainOver(base, run)?.gain ?? null));
  const differs = runs.some(({ run }) => run.testAccuracy !== null && !isSameTest(base, run));
  const runIds = runs.map(({ run }) => run.runId);
  const { data: robustness = [] } = useQuery(ask.robustness.list.queryOptions({ input: { runIds } }));
  const { data: perturbed = [] } = useQuery(ask.perturbations.list.queryOptions({ input: { runIds } }));
  const { data: attacks = [] } = useQuery(ask.attacks.list.queryOptions({ input: { runIds } }));
  const { data: testSets = [] } = useQuery(ask.testSets.list.queryOptions());
  const sets = testSets.filter(({ id }) =>
    runs.some(({ run }) => run.sets.some(({ setId }) => setId === id)),
  );
  const columns = ['ahead', 'arch', 'kept', 'time', 'speed', 'seed'] as const;
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={reachable}>
      <Table verticalSpacing={4} horizontalSpacing={8} style={{ whiteSpace: 'nowrap' }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.compare.model')}</Table.Th>
            {(['validation', 'test'] as const).map((column) => (
              <Table.Th key={column} ta="right">
                {t(`runs.compare.${column}`)}
              </Table.Th>
            ))}
            {metricsBeside.map(({ name }) => (
              <Table.Th key={name} ta="right" title={t(`evaluate.metricHelp.${name}`)}>
                {t(`evaluate.metricColumns.${name}`)}
              </Table.Th>
            ))}
            {robustness.length > 0 && (
              <Table.Th ta="right" title={t('evaluate.robust.meanHelp')}>
                {t('evaluate.robust.mean')}
              </Table.Th>
            )}
            {perturbed.length > 0 && (
              <Table.Th ta="right" title={t('evaluate.perturbed.flipHelp')}>
                {t('evaluate.perturbed.flip')}
              </Table.Th>
            )}
            {attacks.length > 0 && (
              <Table.Th ta="right" title={t('runs.compare.attackedHelp')}>
                {`PGD ${comparedEpsilon}/255`}
              </Table.Th>
            )}
            {sets.map(({ id, name }) => (
              <Table.Th key={id} ta="right" className={shared.clip} title={t('runs.compare.onSet', { name })}>
                {name}
              </Table.Th>
            ))}
            {columns.map((column) => (
              <Table.Th key={column} ta="right">
                {t(`runs.compare.${column}`, { model: runs[0].name })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((each, i) => (
            <Table.Tr key={each.run.runId}>
              <Table.Td>
                <RunName run={each} index={i} />
              </Table.Td>
              <Table.Td ta="right">{percent(each.run.validationAccuracy)}</Table.Td>
              <Table.Td ta="right">
                {percent(each.run.testAccuracy)}{' '}
                {accuracyInterval(each.run.testAccuracy, each.run.testImages)}
              </Table.Td>
              {metricsBeside.map(({ name }) => (
                <Table.Td key={name} ta="right">
                  {metricText(name, each.run.testMetrics?.[name])}
                </Table.Td>
              ))}
              {robustness.length > 0 && (
                <Table.Td ta="right">{percent(corruptedMean(robustness, each.run.runId))}</Table.Td>
              )}
              {perturbed.length > 0 && (
                <Table.Td ta="right">{percent(meanFlip(perturbed, each.run.runId))}</Table.Td>
              )}
              {attacks.length > 0 && <Table.Td ta="right">{attackedText(attacks, each.run.runId)}</Table.Td>}
              {sets.map(({ id }) => (
                <Table.Td key={id} ta="right">
                  {onSet(each.run, id)}
                </Table.Td>
              ))}
              <Table.Td ta="right">
                <Gain value={ahead(each.run)} />
              </Table.Td>
              <Table.Td ta="right">{each.run.arch}</Table.Td>
              <Table.Td ta="right">
                {each.run.selection ? count(each.run.selection.states.kept) : '–'}
              </Table.Td>
              <Table.Td ta="right">{duration(each.run.seconds)}</Table.Td>
              <Table.Td ta="right">
                {each.run.imagesPerSecond === null ? '–' : count(Math.round(each.run.imagesPerSecond))}
              </Table.Td>
              <Table.Td ta="right">{each.experiment.seed}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {sets.map((set) => (
        <HardSetNote key={set.id} set={set} />
      ))}
      {differs && (
        <Text fz="xs" c="orange" mt={4} role="note">
          {t('runs.compare.otherImages')}
        </Text>
      )}
    </Table.ScrollContainer>
  );
}

/** The accuracy on a named test set, with its interval. */
function onSet({ sets }: ComparedRun['run'], id: number): string {
  const own = sets.find(({ setId }) => setId === id);
  if (!own) return '–';
  const { accuracy } = own.metrics;
  return `${percent(accuracy)} ${accuracyInterval(accuracy, own.images)}`;
}

/** The mean accuracy under corruption, of measured models. */
function corruptedMean(measured: readonly RobustnessView[], runId: number): number | null {
  const own = measured.find((each) => each.runId === runId);
  return own ? benchmarkAccuracy(own) : null;
}

/** The mean flip probability, of models that were measured under all perturbations. */
function meanFlip(measured: readonly PerturbationsView[], runId: number): number | null {
  const own = measured.find((each) => each.runId === runId);
  const summary = own && perturbationSummary(own);
  return summary?.whole ? summary.flip : null;
}

/** The accuracy under PGD at one ε, with its interval. */
function attackedText(measured: readonly AttacksView[], runId: number): string {
  const own = measured.find((each) => each.runId === runId);
  const accuracy = own ? attackedAccuracy(own, 'pgd', comparedEpsilon) : null;
  return `${percent(accuracy)} ${accuracyInterval(accuracy, own?.images)}`;
}
