import { Button, Group, Slider, Tooltip } from '@mantine/core';
import { IconFileExport, IconFolderSearch, IconPhotoPlus, IconScan } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, JobView, PredictedView } from '../../../contract';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { goTo } from '../../base/kept/navigation';
import { createStore } from '../../base/kept/store';
import { useWriting } from '../../base/kept/writing';
import { i18n } from '../../base/strings';
import { ask } from '../../base/studio/connection';
import { type FinishedModel, finishedModels } from '../../base/words/finished-models';
import { addsDropped, dropTaker, importItems } from '../../dialogs/add-images';
import { openNewExperiment } from '../../dialogs/new-experiment/NewExperiment';
import { ExportPredictions } from './ExportPredictions';
import { PredictImages } from './PredictImages';
import { PredictRunning } from './PredictRunning';
import { PredictStart } from './PredictStart';
import { predictActions } from './predict-actions';
import { PredictSession } from './predict-session';
import { chosenModel, keptSession, predictChosen, predictPaths } from './start';

/** Preferred width of a tile in pixels. */
const tileSize = createStore(128);

/** The Predict screen: a finished model labels images that are not in the project. */
function PredictScreen() {
  const { t } = useTranslation();
  const { data: experiments } = useQuery(ask.runs.experiments.queryOptions());
  const { data: prediction } = useQuery(ask.predict.current.queryOptions());
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const job = jobs.find(({ kind, finishedAt }) => kind === 'predict' && finishedAt === null);
  const { find } = finishedModels(experiments ?? []);
  const model = find(chosenModel.use());
  useDropped(model, job);
  const session = useSession(prediction ?? null);
  const size = tileSize.use();
  const shows = !job && prediction && session;
  return (
    <Screen
      title={screenTitle(predictScreen)}
      hint={shows ? t('predict.kept') : t('predict.hint')}
      actions={shows && <Tools prediction={prediction} session={session} model={model} />}
    >
      {experiments && !model && !shows && (
        <Empty
          icon={IconScan}
          title={t('predict.noModel')}
          action={{ label: t('runs.new'), run: openNewExperiment, writes: true }}
        >
          {t('predict.noModelHelp')}
        </Empty>
      )}
      {job && <PredictRunning job={job} />}
      {!job && prediction === null && model && (
        <PredictStart experiments={experiments as ExperimentView[]} model={model} />
      )}
      {shows && <PredictImages session={session} experiments={experiments ?? []} size={size} />}
    </Screen>
  );
}

/** While this screen is shown and no prediction runs, files dropped on the window are predicted and not added. */
function useDropped(model: FinishedModel | undefined, job: JobView | undefined): void {
  const runId = model?.run.runId;
  const isBusy = job !== undefined;
  useEffect(() => {
    if (runId === undefined || isBusy) return;
    dropTaker.set({ take: (paths) => predictPaths(runId, paths), words: () => i18n.t('predict.drop') });
    return () => dropTaker.set(addsDropped);
  }, [runId, isBusy]);
}

/** The gallery of a prediction, as it was left. */
function useSession(prediction: PredictedView | null): PredictSession | null {
  const kept = keptSession.use();
  const isNew = prediction !== null && kept?.prediction.id !== prediction.id;
  useEffect(() => {
    if (!isNew) return;
    const session = new PredictSession(prediction);
    keptSession.set(session);
    void session.ask();
  }, [isNew, prediction]);
  return isNew ? null : kept;
}

interface ToolsProps {
  readonly prediction: PredictedView;
  readonly session: PredictSession;
  readonly model: FinishedModel | undefined;
}

function Tools({ prediction, session, model }: ToolsProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [exporting, setExporting] = useState(false);
  return (
    <Group gap="xs" wrap="nowrap">
      <Slider
        w={110}
        size="xs"
        label={null}
        min={48}
        max={360}
        value={tileSize.use()}
        onChange={tileSize.set}
        thumbLabel={t('predict.size')}
      />
      {model && (
        <Button
          variant="default"
          leftSection={<IconFolderSearch size={15} />}
          {...writing()}
          onClick={() => void predictChosen(model.run.runId)}
        >
          {t('predict.again')}
        </Button>
      )}
      <Tooltip label={t(prediction.folders ? 'predict.toPoolHelp' : 'predict.toPoolNoFolder')}>
        <Button
          variant="default"
          leftSection={<IconPhotoPlus size={15} />}
          data-disabled={!prediction.folders || undefined}
          aria-disabled={!prediction.folders}
          {...writing()}
          onClick={() => prediction.folders && addToPool(prediction)}
        >
          {t('predict.toPool')}
        </Button>
      </Tooltip>
      <Button
        leftSection={<IconFileExport size={15} />}
        disabled={prediction.images === 0}
        onClick={() => setExporting(true)}
      >
        {t('predict.export.button')}
      </Button>
      {exporting && <ExportPredictions session={session} close={() => setExporting(false)} />}
    </Group>
  );
}

/** Imports the folders as unlabelled images; their subfolders are not taken as classes. */
function addToPool({ paths }: PredictedView): void {
  const items = paths.map((path) => ({ path, kind: 'pool' as const, split: 'unlabelled' as const }));
  void importItems(items).then(() => goTo('data'));
}

declare module '../../base/kept/navigation' {
  interface Screens {
    predict: true;
  }
}

export const predictScreen: ScreenDefinition = {
  name: 'predict',
  title: { en: 'Predict', ko: '예측' },
  icon: IconScan,
  component: PredictScreen,
  keyTables: [predictActions],
  asksAgain: { predictions: [ask.predict], experiments: [ask.predict.current] },
};
