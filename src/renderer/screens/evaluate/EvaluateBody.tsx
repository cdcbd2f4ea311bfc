import { Button, Tabs } from '@mantine/core';
import { IconRulerMeasure } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, ExperimentView, RunView, TestSetView } from '../../../contract';
import { SidePanels } from '../../base/frame/SidePanels';
import { sidePanel } from '../../base/frame/side-panel';
import { useWriting } from '../../base/kept/writing';
import { i18n } from '../../base/strings';
import { ask } from '../../base/studio/connection';
import { modelName } from '../../base/words/model-name';
import {
  chooseToEvaluate,
  type EvaluateTab,
  evaluateTabs,
  isOn,
  partTitle,
  type ShownPart,
} from './chosen/choice';
import styles from './chosen/Evaluate.module.css';
import { ModelPanel } from './chosen/ModelPanel';
import { measure, useMeasuring } from './chosen/measure';
import { NotMeasuredYet } from './chosen/NotMeasuredYet';
import { ConfusionTab } from './confusion/ConfusionTab';
import { CalibrationTab } from './figures/CalibrationTab';
import { GainTab } from './figures/GainTab';
import { LabelsTab } from './labels/LabelsTab';
import { MistakesTab } from './predictions/MistakesTab';
import { AttacksTab } from './robustness/AttacksTab';
import { RobustnessTab } from './robustness/RobustnessTab';
import { SetsTab } from './sets/SetsTab';
import { SlicesTab } from './slices/SlicesTab';

const modelPanel = sidePanel('evaluate', {
  label: () => i18n.t('evaluate.models'),
  className: styles.side,
  ...{ usual: 316, narrow: 316, least: 290, most: 560 },
});

interface BodyProps {
  readonly experiment: ExperimentView;
  /** Finished models, in order. */
  readonly runs: readonly RunView[];
  readonly run: RunView;
  /** The model to compare with; null if there is none. */
  readonly base: RunView | null;
  readonly part: ShownPart;
  readonly sets: readonly TestSetView[];
  readonly tab: EvaluateTab;
}

/** The models at the left, and the results of the chosen one at the right. */
export function EvaluateBody(props: BodyProps) {
  const { t } = useTranslation();
  const { experiment, runs, run, base, part, sets, tab } = props;
  const runIds = runs.map(({ runId }) => runId);
  const { data: evaluations } = useQuery(ask.evaluate.list.queryOptions({ input: { runIds } }));
  const own = (of: RunView | null) =>
    evaluations?.find((each) => each.runId === of?.runId && isOn(part, each));
  const evaluation = own(run);
  return (
    <SidePanels left={modelPanel} leftContent={<ModelPanel {...props} evaluations={evaluations ?? []} />}>
      <Tabs
        className={styles.tabs}
        value={tab}
        onChange={(value) => chooseToEvaluate({ tab: value as EvaluateTab })}
        keepMounted={false}
      >
        <Tabs.List px={12}>
          {evaluateTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`evaluate.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {evaluations && (
          <Tabs.Panel value={tab} className={styles.panel}>
            {evaluation && tab !== 'robustness' && tab !== 'attacks' && (
              <ChangedNote run={run} part={part} evaluation={evaluation} />
            )}
            {tab === 'labels' ? (
              <LabelsTab key={run.runId} run={run} />
            ) : tab === 'sets' ? (
              <SetsTab
                key={experiment.id}
                runs={runs}
                run={run}
                base={base}
                sets={sets}
                evaluations={evaluations}
              />
            ) : tab === 'robustness' ? (
              <RobustnessTab run={run} base={base} />
            ) : tab === 'attacks' ? (
              <AttacksTab key={experiment.id} runs={runs} run={run} />
            ) : evaluation ? (
              <Measured tab={tab} run={run} evaluation={evaluation} base={base} baseEvaluation={own(base)} />
            ) : (
              <NotMeasured run={run} part={part} />
            )}
          </Tabs.Panel>
        )}
      </Tabs>
    </SidePanels>
  );
}

interface MeasuredProps {
  readonly tab: Exclude<EvaluateTab, 'labels' | 'robustness' | 'attacks' | 'sets'>;
  readonly run: RunView;
  readonly evaluation: EvaluationView;
  readonly base: RunView | null;
  readonly baseEvaluation: EvaluationView | undefined;
}

function Measured({ tab, run, evaluation, base, baseEvaluation }: MeasuredProps) {
  const { id } = evaluation;
  return (
    <>
      {tab === 'classes' && (
        <GainTab run={run} evaluation={evaluation} base={base} baseEvaluation={baseEvaluation} />
      )}
      {tab === 'confusion' && <ConfusionTab key={id} evaluationId={id} />}
      {tab === 'calibration' && <CalibrationTab evaluation={evaluation} />}
      {tab === 'mistakes' && <MistakesTab key={id} evaluation={evaluation} />}
      {tab === 'slices' && <SlicesTab key={id} evaluation={evaluation} />}
    </>
  );
}

/** Says how many labels have changed since the measurement, and offers to measure again. */
function ChangedNote({
  run,
  part,
  evaluation,
}: Pick<MeasuredProps, 'run' | 'evaluation'> & Pick<BodyProps, 'part'>) {
  const { t } = useTranslation();
  const writing = useWriting();
  const { id: evaluationId } = evaluation;
  const { data: changed = 0 } = useQuery(ask.evaluate.changes.queryOptions({ input: { evaluationId } }));
  const measuring = useMeasuring();
  if (changed === 0) return null;
  return (
    <div className={styles.note} role="status" data-testid="labels-changed">
      <span>{t('evaluate.changed', { count: changed })}</span>
      <Button
        size="compact-xs"
        variant="default"
        {...writing(measuring)}
        onClick={() => measure([run.runId], [part])}
      >
        {t(measuring ? 'evaluate.measuring' : 'evaluate.again')}
      </Button>
    </div>
  );
}

/** Shown if there is no measurement on this split or set: the reason, and the next thing to do. */
function NotMeasured({ run, part }: { readonly run: RunView; readonly part: ShownPart }) {
  const { t } = useTranslation();
  const measuring = useMeasuring();
  const action = { label: t('evaluate.measure'), run: () => measure([run.runId], [part]) };
  return (
    <NotMeasuredYet
      split={typeof part === 'string' ? part : null}
      icon={IconRulerMeasure}
      title={t('evaluate.notMeasured', { model: modelName(run.name), split: partTitle(part) })}
      help={t('evaluate.notMeasuredHelp')}
      action={action}
      measuring={measuring ? t('evaluate.measuringHelp') : null}
    />
  );
}
