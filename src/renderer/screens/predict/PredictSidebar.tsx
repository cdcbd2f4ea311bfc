import { Button, RangeSlider, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAlertTriangle, IconRepeat, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, PredictedOrder, PredictedView } from '../../../contract';
import { useWriting } from '../../base/kept/writing';
import { type NamedClass, nameOf } from '../../base/program/use-classes';
import { finishedModels } from '../../base/words/finished-models';
import { baseName, count, percent } from '../../base/words/format';
import { modelName } from '../../base/words/model-name';
import { focusGrid } from '../../gallery/layout/focus-grid';
import { ClassCounts } from '../../gallery/side/ClassCounts';
import { Views } from '../../gallery/side/Views';
import { FailedFiles } from './FailedFiles';
import styles from './Predict.module.css';
import type { PredictChoice, PredictSession } from './predict-session';
import { chosenModel, predictPaths } from './start';

/** How many of the chosen folders and files the tooltip names. */
const namedPaths = 20;

interface PredictSidebarProps {
  readonly session: PredictSession;
  readonly experiments: readonly ExperimentView[];
  readonly classes: ReadonlyMap<number, NamedClass>;
}

/** Says what was predicted, and chooses which predictions are shown. */
export function PredictSidebar({ session, experiments, classes }: PredictSidebarProps) {
  const { t } = useTranslation();
  const { order } = session.choice.use();
  const { ood } = session.prediction;
  const orders: readonly PredictedOrder[] = ['found', 'sure', 'unsure', ...(ood ? ['outside' as const] : [])];
  return (
    <aside className={styles.side} aria-label={t('predict.facts')}>
      <Facts session={session} experiments={experiments} />
      {ood ? (
        <Domains session={session} flagged={ood.flagged} />
      ) : (
        <Text fz="xs" c="dimmed">
          {t('predict.noOod')}
        </Text>
      )}
      <Confidence session={session} />
      <Select
        label={t('predict.order')}
        value={order}
        allowDeselect={false}
        data={orders.map((value) => ({ value, label: t(`predict.orders.${value}`) }))}
        onOptionSubmit={(value) => {
          void session.ask({ order: value as PredictedOrder });
          focusGrid();
        }}
      />
      <Search session={session} />
      <Classes session={session} classes={classes} />
    </aside>
  );
}

function Facts({ session: { prediction }, experiments }: Omit<PredictSidebarProps, 'classes'>) {
  const { t } = useTranslation();
  const [listed, setListed] = useState(false);
  const { paths, images, model, experiment, failedCount } = prediction;
  const where = paths.length > 1 ? `${baseName(paths[0])} …` : baseName(paths[0]);
  return (
    <div className={styles.facts}>
      <Text fw={600} truncate title={paths.slice(0, namedPaths).join('\n')} data-testid="predict-folder">
        {where}
      </Text>
      <Text fz="xs" c="dimmed" data-testid="predict-images">
        {t('predict.images', { count: images, n: count(images) })}{' '}
        {t('predict.by', { model: [modelName(model), experiment].filter(Boolean).join(', ') })}
      </Text>
      {failedCount > 0 && (
        <Button
          size="compact-xs"
          variant="light"
          color="orange"
          leftSection={<IconAlertTriangle size={13} />}
          onClick={() => setListed(true)}
        >
          {t('predict.failed', { count: failedCount, n: count(failedCount) })}
        </Button>
      )}
      <OtherModel prediction={prediction} experiments={experiments} />
      {listed && <FailedFiles prediction={prediction} close={() => setListed(false)} />}
    </div>
  );
}

interface OtherModelProps {
  readonly prediction: PredictedView;
  readonly experiments: readonly ExperimentView[];
}

/** Chooses the model that predicts next, and offers to predict the same images with it if it is another one. */
function OtherModel({ prediction, experiments }: OtherModelProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const { options, find } = finishedModels(experiments);
  const model = find(chosenModel.use());
  if (!model) return null;
  const { runId } = model.run;
  return (
    <>
      <Select
        w="100%"
        aria-label={t('predict.model')}
        allowDeselect={false}
        value={String(runId)}
        onChange={chosenModel.set}
        data={options}
      />
      {runId !== prediction.runId && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconRepeat size={13} />}
          {...writing()}
          onClick={() => predictPaths(runId, prediction.paths)}
        >
          {t('predict.withThis')}
        </Button>
      )}
    </>
  );
}

const domains = ['all', 'inside', 'outside'] as const satisfies readonly PredictChoice['domain'][];

function Domains({ session, flagged }: Pick<PredictSidebarProps, 'session'> & { readonly flagged: number }) {
  const { t } = useTranslation();
  const { domain } = session.choice.use();
  const { images } = session.prediction;
  const numbers = { all: images, inside: images - flagged, outside: flagged };
  return (
    <Views
      label={t('predict.domain')}
      views={domains.map((view) => ({ view, name: t(`predict.domains.${view}`), images: numbers[view] }))}
      shown={domain}
      show={(each) => void session.ask({ domain: each })}
      testId="domain"
    />
  );
}

function Confidence({ session }: Pick<PredictSidebarProps, 'session'>) {
  const { t } = useTranslation();
  const { least, most } = session.choice.use();
  const [value, setValue] = useState<[number, number]>([least * 100, most * 100]);
  useEffect(() => setValue([least * 100, most * 100]), [least, most]);
  return (
    <div>
      <Text fz="xs" fw={500} mb={6}>
        {t('predict.confidence')}{' '}
        <Text span fz="xs" c="dimmed">
          {percent(value[0] / 100, 0)} – {percent(value[1] / 100, 0)}
        </Text>
      </Text>
      <RangeSlider
        size="xs"
        label={null}
        minRange={0}
        value={value}
        onChange={setValue}
        onChangeEnd={([low, high]) => void session.ask({ least: low / 100, most: high / 100 })}
        thumbFromLabel={t('predict.atLeast')}
        thumbToLabel={t('predict.atMost')}
      />
    </div>
  );
}

/** The pause in typing after which the search begins. */
const restMs = 150;

function Search({ session }: Pick<PredictSidebarProps, 'session'>) {
  const { t } = useTranslation();
  const { search } = session.choice.use();
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  const look = useDebouncedCallback((text: string) => void session.ask({ search: text }), restMs);
  return (
    <TextInput
      leftSection={<IconSearch size={13} />}
      placeholder={t('predict.search')}
      aria-label={t('predict.search')}
      maxLength={200}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        look(value);
      }}
      data-testid="predict-search"
    />
  );
}

/** Predicted classes with their numbers; a click shows the images of a class, a second click those of all classes. */
function Classes({ session, classes }: Omit<PredictSidebarProps, 'experiments'>) {
  const { t } = useTranslation();
  const { classId } = session.choice.use();
  const { classes: counts } = session.prediction;
  return (
    <section className={styles.classes} aria-label={t('predict.classes')}>
      <h2>{t('predict.classes')}</h2>
      <ClassCounts
        classes={counts.map(({ classId: id, images }) => ({
          ...{ id, images },
          name: nameOf(classes, id),
          color: classes.get(id)?.color,
        }))}
        shown={classId}
        show={(id) => void session.ask({ classId: id })}
        help={(name) => t('predict.showClass', { name })}
        testId="predict-class"
      />
    </section>
  );
}
