import { Button, Group, Text } from '@mantine/core';
import { IconCloudStorm, IconTestPipe } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RobustnessView, RunView } from '../../../contract';
import { severities } from '../../../core/corruptions/corruption';
import { corruptionErrors, summaryOf } from '../../../core/corruptions/measures';
import { benchmarkNames, corruptionNames } from '../../../core/corruptions/table';
import { accuracyInterval } from '../../../core/words/metrics';
import { Empty } from '../../base/Empty';
import { count, percent } from '../../base/format';
import { modelName } from '../../base/model-name';
import { goTo } from '../../base/navigation';
import { ask } from '../../base/studio/connection';
import { openSplitDialog } from '../../dialogs/SplitDialog';
import { CorruptionHeatMap } from './CorruptionHeatMap';
import { CorruptionStrip } from './CorruptionStrip';
import styles from './Evaluate.module.css';
import { measureRobustness, useMeasuringRobustness } from './measure';
import robust from './Robustness.module.css';

/** A complete measurement has every corruption at every severity. */
const wholeCells = corruptionNames.length * severities.length;

interface RobustnessTabProps {
  readonly run: RunView;
  /** The model to compare with; null where there is none. */
  readonly base: RunView | null;
}

/**
 * The accuracy of a model on corrupted test images. It is always measured on the test split, whichever split
 * is shown.
 */
export function RobustnessTab({ run, base }: RobustnessTabProps) {
  const { t } = useTranslation();
  const runIds = [run.runId, ...(base ? [base.runId] : [])];
  const { data: all } = useQuery(ask.robustness.list.queryOptions({ input: { runIds } }));
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const measuring = useMeasuringRobustness();
  if (!all || !overview) return null;
  const own = all.find(({ runId }) => runId === run.runId);
  if (own && (own.cells.length > 0 || own.right !== null))
    return (
      <Measured run={run} base={base} own={own} other={all.find(({ runId }) => runId === base?.runId)} />
    );
  if (overview.splits.test === 0)
    return (
      <Empty
        icon={IconTestPipe}
        title={t('evaluate.noImages', { split: t('splits.test') })}
        action={{
          label: t('data.draw'),
          run: () => {
            goTo('data');
            openSplitDialog();
          },
        }}
      >
        {t('evaluate.noImagesHelp.test')}
      </Empty>
    );
  const action = { label: t('evaluate.robust.measure'), run: () => measureRobustness([run.runId]) };
  return (
    <Empty
      icon={IconCloudStorm}
      title={t('evaluate.robust.notMeasured', { model: modelName(run.name) })}
      action={measuring ? undefined : action}
    >
      {t(measuring ? 'evaluate.robust.measuringHelp' : 'evaluate.robust.notMeasuredHelp')}
    </Empty>
  );
}

interface MeasuredProps extends RobustnessTabProps {
  readonly own: RobustnessView;
  readonly other: RobustnessView | undefined;
}

function Measured({ run, base, own, other }: MeasuredProps) {
  const { t } = useTranslation();
  const { data: changed } = useQuery(ask.robustness.changed.queryOptions({ input: { runId: run.runId } }));
  const isComparable = other !== undefined && other.imageSet === own.imageSet;
  const errors = isComparable ? corruptionErrors(own, other) : null;
  return (
    <>
      {changed && (
        <Text className={styles.note} role="status">
          {t('evaluate.robust.changed')}
        </Text>
      )}
      <div className={robust.page}>
        <CorruptionHeatMap summary={summaryOf(own)} errors={errors} base={base ? modelName(base.name) : ''} />
        <div className={robust.beside}>
          <Figures own={own} errors={errors} base={base} />
          {base && other && !isComparable && (
            <Text fz="xs" c="dimmed" role="note">
              {t('evaluate.robust.otherImages', { model: modelName(base.name) })}
            </Text>
          )}
          <Actions run={run} base={base} own={own} other={other} changed={changed === true} />
          <CorruptionStrip runId={run.runId} />
        </div>
      </div>
    </>
  );
}

interface FiguresProps {
  readonly own: RobustnessView;
  readonly errors: ReturnType<typeof corruptionErrors> | null;
  readonly base: RunView | null;
}

function Figures({ own, errors, base }: FiguresProps) {
  const { t } = useTranslation();
  const { clean, mean, rows } = summaryOf(own);
  const counted = rows.filter(({ corruption }) => benchmarkNames.includes(corruption)).length;
  const model = base ? modelName(base.name) : '';
  return (
    <dl className={robust.figures}>
      <Figure name={t('evaluate.robust.clean')} aside={accuracyInterval(clean, own.images)}>
        {percent(clean)}
      </Figure>
      <Figure
        name={t('evaluate.robust.mean')}
        help={t('evaluate.robust.meanHelp')}
        aside={t('evaluate.robust.meanOf', { count: counted })}
      >
        {percent(mean)}
      </Figure>
      {errors?.mce != null && (
        <Figure
          name={t('evaluate.robust.mce', { model })}
          help={t('evaluate.robust.mceHelp', { model })}
          aside={
            errors.relativeMce === null
              ? ''
              : `${t('evaluate.robust.relative')} ${percent(errors.relativeMce)}`
          }
        >
          {percent(errors.mce)}
        </Figure>
      )}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly help?: string;
  readonly aside: string;
  readonly children: string;
}

function Figure({ name, help, aside, children }: FigureProps) {
  return (
    <div>
      <dt title={help}>{name}</dt>
      <dd>
        {children}
        <small>{aside}</small>
      </dd>
    </div>
  );
}

/** The next thing to do: resume, measure the other model too, or measure again after a change. */
function Actions({ run, base, own, other, changed }: MeasuredProps & { readonly changed: boolean }) {
  const { t } = useTranslation();
  const measuring = useMeasuringRobustness();
  const isWhole = own.cells.length >= wholeCells && own.right !== null;
  const lacksBase = base !== null && (other === undefined || other.cells.length < own.cells.length);
  const images = t('evaluate.robust.images', { count: own.images, n: count(own.images) });
  return (
    <Group gap="xs">
      <Text fz="xs" c="dimmed" flex={1} role="status">
        {images}
        {!isWhole && ` · ${t('evaluate.robust.partly', { done: own.cells.length, all: wholeCells })}`}
        {lacksBase &&
          base &&
          other === undefined &&
          ` · ${t('evaluate.robust.baseMissing', { model: modelName(base.name) })}`}
      </Text>
      {measuring ? (
        <Button size="compact-sm" variant="default" disabled>
          {t('evaluate.robust.measuring')}
        </Button>
      ) : !isWhole || changed ? (
        <Button size="compact-sm" onClick={() => measureRobustness([run.runId])}>
          {t(changed ? 'evaluate.robust.measure' : 'evaluate.robust.goOn')}
        </Button>
      ) : (
        lacksBase && (
          <Button size="compact-sm" onClick={() => measureRobustness([base.runId])}>
            {t('evaluate.robust.both', { base: modelName(base.name) })}
          </Button>
        )
      )}
    </Group>
  );
}
