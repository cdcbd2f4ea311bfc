import { Button, Select, Stack, Text } from '@mantine/core';
import { IconReport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView } from '../../../contract';
import { Panel } from '../../base/frame/Screen';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import styles from './Export.module.css';
import { fileName } from './file-name';
import { Written } from './Written';

/** Exports the report of an experiment as one HTML file. */
export function ReportPanel({ experiments }: { readonly experiments: readonly ExperimentView[] }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string | null>(null);
  const reportable = experiments.filter(({ runs }) => runs.some(({ state }) => state === 'done'));
  const current = reportable.find(({ id }) => String(id) === chosen) ?? reportable[0];
  return (
    <Panel title={t('export.report.title')}>
      <Stack gap="md" p={14}>
        {!current && <Text c="dimmed">{t('export.report.none')}</Text>}
        {current && (
          <>
            <Select
              label={t('export.report.experiment')}
              value={String(current.id)}
              onChange={choose}
              allowDeselect={false}
              data={reportable.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
            <Text fz="xs" c="dimmed">
              {t('export.report.contains')}
            </Text>
            <div className={styles.start}>
              <Button
                leftSection={<IconReport size={15} />}
                onClick={() => writeReport(current).catch(complain)}
              >
                {t('export.report.start')}
              </Button>
              <Written kind="report" />
            </div>
          </>
        )}
      </Stack>
    </Panel>
  );
}

async function writeReport({ id, name }: ExperimentView): Promise<void> {
  const target = await studio.app.chooseTarget({
    title: i18n.t('export.report.dialog'),
    name: `${fileName(name)}.html`,
    kinds: [{ name: i18n.t('export.report.html'), extensions: ['html'] }],
  });
  if (target !== null) await studio.export.report({ target, experimentId: id });
}
