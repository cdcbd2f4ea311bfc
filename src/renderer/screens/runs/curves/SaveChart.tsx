import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload, IconPhoto, IconTable } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile, textBytes } from '../../../base/program/save-file';
import { chartPicture } from '../../../charts/chart-picture';
import { type Curve, type CurveView, curveTable } from '../../../charts/curve-data';

interface SaveChartProps {
  readonly chart: RefObject<HTMLElement | null>;
  readonly title: string;
  /** The name of the run or the experiment, for the name of the file. */
  readonly subject: string;
  readonly curves: readonly Curve[];
  readonly view: CurveView;
}

/** Saves a chart as it is shown, as a picture or as a table of its points. */
export function SaveChart({ chart, title, subject, curves, view }: SaveChartProps) {
  const { t } = useTranslation();
  const name = [subject, title].map(fileWord).filter(Boolean).join('-');
  const asked = (kind: string, ending: string) => ({
    title: t('runs.curves.save', { name: title }),
    name: `${name}.${ending}`,
    kinds: [{ name: kind, extensions: [ending] }],
  });
  const savePicture = () =>
    saveFile(asked(t('runs.curves.png'), 'png'), () =>
      chartPicture(chart.current as HTMLElement, { title, curves }),
    );
  const saveTable = () =>
    saveFile(asked('CSV', 'csv'), () =>
      textBytes(
        curveTable(curves, view, {
          step: 'step',
          smoothed: (each) => t('runs.curves.smoothedName', { name: each }),
        }),
      ),
    );
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('runs.curves.save', { name: title })}>
          <IconDownload size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhoto size={15} />} onClick={() => void savePicture()}>
          {t('runs.curves.savePng')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTable size={15} />} onClick={() => void saveTable()}>
          {t('runs.curves.saveCsv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Words as a part of a file's name. */
const fileWord = (words: string) =>
  words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
