import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttacksView, PerturbationsView, RobustnessView } from '../../../contract';
import { attackedAccuracy, comparedEpsilon } from '../../../core/adversarial/strength';
import { benchmarkAccuracy } from '../../../core/corruptions/measures';
import { metricsBeside } from '../../../core/metrics';
import { perturbationSummary } from '../../../core/perturbations/measures';
import { accuracyInterval, metricText } from '../../../core/sentences/metrics';
import { Gain } from '../../base/frame/Gain';
import { HardSetNote } from '../../base/program/HardSetNote';
import { ask } from '../../base/studio/connection';
import { count, duration, percent } from '../../base/words/format';
import { chartColor } from '../../charts/chart-colors';
import { ClassChange } from '../../dialogs/ClassChange';
import { type ComparedRun, recipeRows } from './compare';
import { CurvesOver } from './RunCurves';
import styles from './Runs.module.css';
import { gainOver, isSameTest } from './tree';

/**
 * Runs side by side: headline numbers, curves, differences between their recipes, and each class's gain or
 * loss.
 */
export function Compare({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useTranslation();
  return (
    <>
      <header className={styles.head}>
        <h2>{t('runs.compare.title', { count: runs.length })}</h2>
      </header>
      <Headlines runs={runs} />
      <Section title={t('runs.tabs.curves')}>
        <CurvesOver runs={runs.map(({ run, name }) => ({ runId: run.runId, name }))} />
      </Section>
      <Section title={t('runs.compare.recipes')}>
        <Recipes runs={runs} />
      </Section>
      <Section title={t('runs.compare.classes')}>
        <Classes runs={runs} />
      </Section>
    </>
  );
}

/** Makes a scrolling part reachable by keyboard. */
const reachable = { viewportProps: { tabIndex: 0 } };

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} style={{ marginTop: 18 }}>
      <Text fw={600} mb={6}>
        {title}
      </Text>
      {children}
    </section>
  );
}

function RunName({ run, index }: { readonly run: ComparedRun; readonly index: number }) {
  return (
    <span className={styles.runName} title={run.name}>
      <span className={styles.dot} style={{ background: chartColor(index) }} />
      <span className={styles.clip}>{run.name}</span>
    </span>
  );
}

function Headlines({ runs }: { readonly runs: readonly ComparedRun[] }) {
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
              <Table.Th key={id} ta="right" className={styles.clip} title={t('runs.compare.onSet', { name })}>
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

function Recipes({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useTranslation();
  const rows = recipeRows(runs.map(({ experiment }) => experiment.recipe));
  if (rows.length === 0) return <Text c="dimmed">{t('runs.compare.sameRecipe')}</Text>;
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={reachable}>
      <Table verticalSpacing={4} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.compare.setting')}</Table.Th>
            {runs.map((each, i) => (
              <Table.Th key={each.run.runId} ta="right">
                <RunName run={each} index={i} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ path, title, values }) => (
            <Table.Tr key={path}>
              <Table.Td title={path}>{title}</Table.Td>
              {values.map((value, i) => (
                <Table.Td key={runs[i].run.runId} ta="right" fw={value === values[0] ? undefined : 600}>
                  {value}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Classes({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useTranslation();
  const runIds = runs.map(({ run }) => run.runId);
  const { data: evaluations } = useQuery(ask.evaluate.list.queryOptions({ input: { runIds } }));
  if (!evaluations) return null;
  const measured = runs.flatMap((each, i) => {
    const evaluation = evaluations.find(({ runId, split }) => split === 'test' && runId === each.run.runId);
    return evaluation ? [{ name: each.name, color: chartColor(i), evaluation }] : [];
  });
  if (measured.length < 2) return <Text c="dimmed">{t('runs.compare.notMeasured')}</Text>;
  return <ClassChange models={measured} />;
}
