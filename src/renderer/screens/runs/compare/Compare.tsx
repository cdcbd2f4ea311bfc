import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../../base/studio/connection';
import { chartColor } from '../../../charts/chart-colors';
import { ClassChange } from '../../../dialogs/ClassChange';
import { CurvesOver } from '../curves/RunCurves';
import shared from '../experiment/Runs.module.css';
import { type ComparedRun, recipeRows } from './compare';
import { Headlines } from './Headlines';
import { RunName } from './RunName';
import { reachable } from './reachable';

/**
 * Runs side by side: headline numbers, curves, differences between their recipes, and each class's gain or
 * loss.
 */
export function Compare({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useTranslation();
  return (
    <>
      <header className={shared.head}>
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
