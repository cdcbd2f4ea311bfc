import { Button, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelFormatView, LabelSourceCounts } from '../../../contract';
import { Panel } from '../../base/frame/Screen';
import { i18n, spoken } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { count } from '../../base/words/format';
import { type LabelExportChoice, sourceNames, taken, total } from './choice';
import styles from './Export.module.css';
import { Written } from './Written';

/** Exports labels in any of the formats that the studio writes. */
export function LabelsPanel() {
  const { t } = useTranslation();
  const { data: counts } = useQuery(ask.export.preview.queryOptions());
  const { data: formats = [] } = useQuery(ask.export.formats.queryOptions());
  const [choice, setChoice] = useState<LabelExportChoice>({
    ...{ format: 'csv', pseudoLabels: false, unlabelled: false, absolute: false, marks: false },
  });
  const change = (part: Partial<LabelExportChoice>) => setChoice({ ...choice, ...part });
  const format = formats.find(({ name }) => name === choice.format);
  const chosen = {
    ...choice,
    unlabelled: choice.unlabelled && format?.unlabelled === true,
    marks: choice.marks && format?.marks === true,
  };
  const images = counts ? total(taken(counts, chosen)) : 0;
  const anyPseudo = counts !== undefined && counts['pseudo-label'] > 0;
  return (
    <Panel title={t('export.labels.title')}>
      <Stack gap="md" p={14}>
        <div>
          <Select
            aria-label={t('export.labels.format')}
            value={choice.format}
            allowDeselect={false}
            onChange={(name) => name !== null && change({ format: name })}
            data={formats.map((each) => ({ value: each.name, label: spoken(each.words).title }))}
          />
          <Text fz="xs" c="dimmed" mt={6}>
            {format && spoken(format.words).help}
          </Text>
        </div>
        <Stack gap={8} role="group" aria-label={t('export.labels.what')}>
          <Switch
            label={t('export.labels.pseudoLabels')}
            description={t(anyPseudo ? 'export.labels.pseudoHelp' : 'export.labels.noPseudo')}
            checked={choice.pseudoLabels && anyPseudo}
            disabled={!anyPseudo}
            onChange={(event) => change({ pseudoLabels: event.currentTarget.checked })}
          />
          {format?.unlabelled && (
            <Switch
              label={t('export.labels.unlabelled')}
              description={t('export.labels.unlabelledHelp')}
              checked={choice.unlabelled}
              onChange={(event) => change({ unlabelled: event.currentTarget.checked })}
            />
          )}
          {format?.marks && (
            <Switch
              label={t('export.labels.marks')}
              description={t('export.labels.marksHelp')}
              checked={choice.marks}
              onChange={(event) => change({ marks: event.currentTarget.checked })}
            />
          )}
        </Stack>
        {format && !format.copies && (
          <div>
            <Text fz="xs" fw={500} mb={4} id="export-paths">
              {t('export.labels.paths')}
            </Text>
            <SegmentedControl
              aria-labelledby="export-paths"
              value={choice.absolute ? 'absolute' : 'relative'}
              onChange={(paths) => change({ absolute: paths === 'absolute' })}
              data={(['relative', 'absolute'] as const).map((value) => ({
                value,
                label: t(`export.labels.pathKinds.${value}`),
              }))}
            />
          </div>
        )}
        {counts && <Sources counts={counts} chosen={taken(counts, chosen)} />}
        <div className={styles.start}>
          <Button
            leftSection={<IconTableExport size={15} />}
            disabled={images === 0 || !format}
            onClick={() => format && exportLabels(chosen, format).catch(complain)}
          >
            {t('export.labels.start', { count: images, n: count(images) })}
          </Button>
          {counts && images === 0 ? (
            <Text fz="xs" c="dimmed">
              {t('export.labels.nothing')}
            </Text>
          ) : (
            <Written kind="export-labels" />
          )}
        </div>
      </Stack>
    </Panel>
  );
}

interface SourcesProps {
  /** The counts of all sources, chosen or not. */
  readonly counts: LabelSourceCounts;
  readonly chosen: LabelSourceCounts;
}

/** A bar and a number for each source; sources that are left out are faint. */
function Sources({ counts, chosen }: SourcesProps) {
  const { t } = useTranslation();
  // If images without a label are exported, they include those whose pseudo-label is left out.
  const shown = sourceNames.map((source) => ({
    source,
    images: Math.max(counts[source], chosen[source]),
    left: chosen[source] === 0,
  }));
  const most = Math.max(1, ...shown.map(({ images }) => images));
  return (
    <dl className={styles.sources} aria-label={t('export.labels.sources')}>
      {shown.map(({ source, images, left }) => (
        <div
          key={source}
          className={left ? `${styles.source} ${styles.none}` : styles.source}
          title={source === 'review' ? t('export.labels.reviewHelp') : undefined}
        >
          <dt>{t(`export.labels.source.${source}`)}</dt>
          <dd className={styles.bar} aria-hidden>
            <span style={{ width: `${(images / most) * 100}%` }} />
          </dd>
          <dd className={styles.left}>{left && images > 0 && t('export.labels.leftOut')}</dd>
          <dd className={styles.number} data-testid={`export-${source}`}>
            {count(images)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Asks for the target and starts the export. */
async function exportLabels(choice: LabelExportChoice, { ending, words }: LabelFormatView): Promise<void> {
  const name = i18n.t('export.labels.file');
  const target = await studio.app.chooseTarget({
    title: i18n.t('export.labels.dialog'),
    name: ending === null ? name : `${name}.${ending}`,
    kinds: ending === null ? [] : [{ name: spoken(words).title, extensions: [ending] }],
  });
  if (target === null) return;
  await studio.export.labels({ target, ...choice });
}
