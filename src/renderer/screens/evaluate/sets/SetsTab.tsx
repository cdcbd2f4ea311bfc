import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconFolders, IconMoodConfuzed, IconRulerMeasure } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, RunView, TestSetView } from '../../../../contract';
import { Empty } from '../../../base/frame/Empty';
import { useWriting } from '../../../base/kept/writing';
import { HardSetNote } from '../../../base/program/HardSetNote';
import { addImages } from '../../../dialogs/add-images';
import { isOn } from '../chosen/choice';
import styles from '../chosen/Evaluate.module.css';
import { measure, useMeasuring } from '../chosen/measure';
import { MakeHardSet } from './MakeHardSet';
import { type SetMetric, SetTable, setMetrics } from './SetTable';

interface SetsTabProps {
  readonly runs: readonly RunView[];
  readonly run: RunView;
  readonly base: RunView | null;
  readonly sets: readonly TestSetView[];
  readonly evaluations: readonly EvaluationView[];
}

/** Every model on the test images and on every named test set, side by side. */
export function SetsTab({ runs, run, base, sets, evaluations }: SetsTabProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [making, make] = useState(false);
  const [metric, choose] = useState<SetMetric>('accuracy');
  const dialog = making && (
    <MakeHardSet runs={runs} baseline={base ?? run} evaluations={evaluations} close={() => make(false)} />
  );
  const hardButton = (
    <Button
      variant="default"
      leftSection={<IconMoodConfuzed size={15} />}
      {...writing()}
      onClick={() => make(true)}
    >
      {t('evaluate.sets.makeHard')}
    </Button>
  );
  if (sets.length === 0)
    return (
      <>
        <Empty
          icon={IconFolders}
          title={t('evaluate.sets.none')}
          action={{ label: t('evaluate.sets.add'), run: () => void addImages(), writes: true }}
        >
          {t('evaluate.sets.noneHelp')}
        </Empty>
        <Group justify="center" mt="sm">
          {hardButton}
        </Group>
        {dialog}
      </>
    );
  return (
    <div className={styles.fill}>
      <Text c="dimmed" mb="sm">
        {t('evaluate.sets.help')}
      </Text>
      <Group justify="space-between" mb="sm">
        <SegmentedControl
          aria-label={t('evaluate.sets.shown')}
          value={metric}
          onChange={(value) => choose(value as SetMetric)}
          data={setMetrics.map((name) => ({ value: name, label: t(`evaluate.metrics.${name}`) }))}
        />
        <Group gap="xs">
          <MeasureMissing runs={runs} sets={sets} evaluations={evaluations} />
          {hardButton}
        </Group>
      </Group>
      <SetTable runs={runs} sets={sets} evaluations={evaluations} metric={metric} />
      {sets.map((set) => (
        <HardSetNote key={set.id} set={set} />
      ))}
      {dialog}
    </div>
  );
}

/** Measures every model on the sets that it was not measured on. */
function MeasureMissing({ runs, sets, evaluations }: Pick<SetsTabProps, 'runs' | 'sets' | 'evaluations'>) {
  const { t } = useTranslation();
  const measuring = useMeasuring();
  const isMissing = (run: RunView, set: TestSetView) =>
    !evaluations.some((each) => each.runId === run.runId && isOn(set, each));
  const models = runs.filter((run) => sets.some((set) => isMissing(run, set)));
  const missing = sets.filter((set) => runs.some((run) => isMissing(run, set)));
  const isWhole = missing.length === 0;
  return (
    <Button
      leftSection={<IconRulerMeasure size={15} />}
      variant={isWhole ? 'default' : 'filled'}
      disabled={measuring}
      onClick={() =>
        measure(
          (isWhole ? runs : models).map(({ runId }) => runId),
          isWhole ? sets : missing,
        )
      }
    >
      {t(measuring ? 'evaluate.measuring' : isWhole ? 'evaluate.again' : 'evaluate.sets.measure')}
    </Button>
  );
}
