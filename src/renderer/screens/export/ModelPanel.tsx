import { Button, List, Select, Stack, Text } from '@mantine/core';
import { IconCube } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, RunView } from '../../../contract';
import { type ModelFormat, modelFormats } from '../../../core/export/formats';
import { sampleOf } from '../../../core/export/samples';
import { modelText } from '../../../core/vocabulary/models';
import { Panel } from '../../base/frame/Screen';
import { useWriting } from '../../base/kept/writing';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { finishedModels } from '../../base/words/finished-models';
import { baseName } from '../../base/words/format';
import { choiceText } from '../../base/words/model-name';
import { openNewExperiment } from '../../dialogs/new-experiment/NewExperiment';
import { CodeSample } from './CodeSample';
import styles from './Export.module.css';
import { FormatChoice } from './FormatChoice';
import { fileName } from './file-name';
import { Written } from './Written';

/** Exports a finished run in the format of another program, and shows how to use it there. */
export function ModelPanel({ experiments }: { readonly experiments: readonly ExperimentView[] }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [chosen, choose] = useState<string | null>(null);
  const [format, setFormat] = useState<ModelFormat>('folder');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { options, find } = finishedModels(experiments);
  const current = find(chosen);
  const written = asked?.format === format && asked.runId === current?.run.runId ? asked.target : null;
  return (
    <Panel title={t('export.model.title')}>
      <Stack gap="md" p={14}>
        {!current && (
          <>
            <Text c="dimmed">{t('export.model.none')}</Text>
            <Button
              variant="default"
              {...writing()}
              onClick={openNewExperiment}
              style={{ alignSelf: 'start' }}
            >
              {t('runs.new')}
            </Button>
          </>
        )}
        {current && (
          <>
            <Select
              label={t('export.model.run')}
              value={String(current.run.runId)}
              onChange={choose}
              allowDeselect={false}
              data={options}
            />
            {current.experiment.choice && current.experiment.runs.length > 1 && (
              <Text fz="xs" c="dimmed" role="note">
                {choiceText(current.experiment)}
              </Text>
            )}
            <FormatChoice format={format} onChange={setFormat} />
            <div>
              <Text fz="xs">{t('export.model.contains', { arch: current.run.arch })}</Text>
              <List fz="xs" c="dimmed" mt={4} spacing={2}>
                <List.Item>{t('export.model.input', { size: current.run.imageSize })}</List.Item>
                <List.Item>{t('export.model.output')}</List.Item>
                <List.Item>{t(`export.model.names.${format}`)}</List.Item>
              </List>
            </div>
            <CodeSample
              sample={sampleOf(format, {
                path: written ?? nameOf(current.run, current.experiment, format),
                imageSize: current.run.imageSize,
              })}
            />
            <div className={styles.start}>
              <Button
                leftSection={<IconCube size={15} />}
                onClick={() => exportModel(current.run, current.experiment, format).then(setAsked, complain)}
              >
                {t('export.model.start')}
              </Button>
              <Written kind="export-model" />
            </div>
          </>
        )}
      </Stack>
    </Panel>
  );
}

const nameOf = (run: RunView, experiment: ExperimentView, format: ModelFormat) =>
  fileName(`${experiment.name} ${modelText(run.name)}`) + modelFormats[format].ending;

/** A requested export. */
interface Asked {
  readonly runId: number;
  readonly format: ModelFormat;
  readonly target: string;
}

/** Asks for the target and starts the export; null if the person cancelled. */
async function exportModel(
  run: RunView,
  experiment: ExperimentView,
  format: ModelFormat,
): Promise<Asked | null> {
  const { ending, title } = modelFormats[format];
  const target = await studio.app.chooseTarget({
    title: i18n.t('export.model.dialog'),
    name: baseName(nameOf(run, experiment, format)),
    kinds: ending ? [{ name: title, extensions: [ending.slice(1)] }] : [],
  });
  if (target === null) return null;
  await studio.export.model({ target, runId: run.runId, format });
  return { runId: run.runId, format, target };
}
