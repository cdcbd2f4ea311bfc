import { Button, CopyButton, List, Select, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconCube } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, RunView } from '../../../contract';
import { modelText } from '../../../core/words/models';
import { baseName, percent } from '../../base/format';
import { choiceText, modelName } from '../../base/model-name';
import { Panel } from '../../base/Screen';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { openNewExperiment } from '../../dialogs/new-experiment/NewExperiment';
import styles from './Export.module.css';
import { fileName } from './file-name';
import { pythonSnippet } from './python';
import { Written } from './Written';

/** A finished run as a TensorFlow SavedModel, and how to use it. */
export function ModelPanel({ experiments }: { readonly experiments: readonly ExperimentView[] }) {
  const { t } = useTranslation();
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const [chosen, choose] = useState<string | null>(null);
  const finished = experiments.map((experiment) => ({
    experiment,
    runs: experiment.runs.filter(({ state }) => state === 'done').toReversed(),
  }));
  const all = finished.flatMap(({ experiment, runs }) => runs.map((run) => ({ experiment, run })));
  const best = finished.find(({ runs }) => runs.length > 0)?.experiment.choice?.runId;
  const current =
    all.find(({ run }) => String(run.runId) === chosen) ??
    all.find(({ run }) => run.runId === best) ??
    all[0];
  const written = jobs.find(({ kind, status }) => kind === 'export-model' && status === 'done')?.output;
  return (
    <Panel title={t('export.model.title')}>
      <Stack gap="md" p={14}>
        {!current && (
          <>
            <Text c="dimmed">{t('export.model.none')}</Text>
            <Button variant="default" onClick={openNewExperiment} style={{ alignSelf: 'start' }}>
              {t('export.model.startOne')}
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
              data={finished
                .filter(({ runs }) => runs.length > 0)
                .map(({ experiment, runs }) => ({
                  group: experiment.name,
                  items: runs.map((run) => ({ value: String(run.runId), label: labelOf(run) })),
                }))}
            />
            {current.experiment.choice && current.experiment.runs.length > 1 && (
              <Text fz="xs" c="dimmed" role="note">
                {choiceText(current.experiment)}
              </Text>
            )}
            <div>
              <Text fz="xs">{t('export.model.contains', { arch: current.run.arch })}</Text>
              <List fz="xs" c="dimmed" mt={4} spacing={2}>
                <List.Item>{t('export.model.input', { size: current.run.imageSize })}</List.Item>
                <List.Item>{t('export.model.output')}</List.Item>
                <List.Item>{t('export.model.names')}</List.Item>
              </List>
            </div>
            <Python
              code={pythonSnippet(written ?? nameOf(current.run, current.experiment), current.run.imageSize)}
            />
            <div className={styles.start}>
              <Button
                leftSection={<IconCube size={15} />}
                onClick={() => exportModel(current.run, current.experiment).catch(complain)}
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

function Python({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.code}>
      <header>
        <Text fz="xs" fw={500}>
          {t('export.model.python')}
        </Text>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
              onClick={copy}
            >
              {t(copied ? 'export.model.copied' : 'export.model.copy')}
            </Button>
          )}
        </CopyButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines must be scrolled by keyboard too */}
      <pre className="selectable" tabIndex={0}>
        {code}
      </pre>
    </div>
  );
}

function labelOf({ name: model, arch, testAccuracy }: RunView): string {
  if (testAccuracy === null) return i18n.t('export.model.runLabel', { model: modelName(model), arch });
  return i18n.t('export.model.runAccuracy', {
    model: modelName(model),
    arch,
    accuracy: percent(testAccuracy),
  });
}

const nameOf = (run: RunView, experiment: ExperimentView) =>
  fileName(`${experiment.name} ${modelText(run.name)}`);

async function exportModel(run: RunView, experiment: ExperimentView): Promise<void> {
  const target = await studio.app.chooseTarget({
    title: i18n.t('export.model.dialog'),
    name: baseName(nameOf(run, experiment)),
    kinds: [],
  });
  if (target !== null) await studio.export.model({ target, runId: run.runId });
}
