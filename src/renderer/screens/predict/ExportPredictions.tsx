import { Button, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../base/frame/Dialog';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import { i18n, spoken } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { count } from '../../base/words/format';
import { everyImage, filterOf, type PredictSession } from './predict-session';

interface ExportPredictionsProps {
  readonly session: PredictSession;
  readonly close: () => void;
}

/** The studio's name of the format that has columns for everything that was predicted. */
const own = 'predictions';

/** A format as the list offers it. */
interface Format {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  /** The extension of its file; null for a folder. */
  readonly ending: string | null;
  readonly copies: boolean;
}

/** Asks which predictions are written, and how. */
export function ExportPredictions({ session, close }: ExportPredictionsProps) {
  const { t } = useTranslation();
  const { data: formats = [] } = useQuery(ask.export.formats.queryOptions());
  const all = session.prediction.images;
  const shown = session.shown.use()?.rows.length ?? all;
  const [name, setName] = useState(own);
  const [what, setWhat] = useState<'all' | 'shown'>(shown < all && shown > 0 ? 'shown' : 'all');
  const [absolute, setAbsolute] = useState(true);
  const offered: Format[] = [
    {
      name: own,
      title: t('predict.export.csv'),
      help: t('predict.export.csvHelp'),
      ending: 'csv',
      copies: false,
    },
    ...formats.map((each) => ({
      ...spoken(each.words),
      name: each.name,
      ending: each.ending,
      copies: each.copies,
    })),
  ];
  const format = offered.find((each) => each.name === name) ?? offered[0];
  const images = what === 'all' ? all : shown;
  const start = () => {
    const choice = what === 'all' ? everyImage : session.choice.get();
    const { id: predictionId } = session.prediction;
    askTarget(format)
      .then(async (target) => {
        if (target === null) return;
        await studio.predict.export({
          ...{ predictionId, target, format: format.name, absolute },
          ...filterOf(choice),
        });
        close();
      })
      .catch(complain);
  };
  return (
    <Dialog onClose={close} title={t('predict.export.title')} size="md">
      <Stack gap="md">
        <div>
          <Select
            label={t('predict.export.format')}
            value={format.name}
            allowDeselect={false}
            onChange={(value) => value && setName(value)}
            data={offered.map((each) => ({ value: each.name, label: each.title }))}
          />
          <Text fz="xs" c="dimmed" mt={6}>
            {format.help}
          </Text>
        </div>
        <Choice
          label={t('predict.export.what')}
          value={what}
          choose={(value) => setWhat(value as typeof what)}
          data={[
            { value: 'all', label: t('predict.export.all', { n: count(all) }) },
            { value: 'shown', label: t('predict.export.shown', { n: count(shown) }), disabled: shown === 0 },
          ]}
        />
        {!format.copies && (
          <Choice
            label={t('predict.export.paths')}
            value={absolute ? 'absolute' : 'relative'}
            choose={(value) => setAbsolute(value === 'absolute')}
            data={(['absolute', 'relative'] as const).map((value) => ({
              value,
              label: t(`export.labels.pathKinds.${value}`),
            }))}
          />
        )}
        <DialogButtons>
          <Button variant="default" onClick={close} {...(images === 0 && firstFocus)}>
            {t('common.cancel')}
          </Button>
          <Button
            leftSection={<IconFileExport size={15} />}
            disabled={images === 0}
            onClick={start}
            {...(images > 0 && firstFocus)}
          >
            {t('predict.export.start', { count: images, n: count(images) })}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly data: { value: string; label: string; disabled?: boolean }[];
}

function Choice({ label, value, choose, data }: ChoiceProps) {
  return (
    <div>
      <Text fz="xs" fw={500} mb={4}>
        {label}
      </Text>
      <SegmentedControl aria-label={label} value={value} onChange={choose} data={data} />
    </div>
  );
}

/** The file or folder to write; null if the person cancelled. */
function askTarget({ title, ending }: Format): Promise<string | null> {
  const name = i18n.t('predict.export.file');
  return studio.app.chooseTarget({
    title: i18n.t('predict.export.dialog'),
    name: ending === null ? name : `${name}.${ending}`,
    kinds: ending === null ? [] : [{ name: title, extensions: [ending] }],
  });
}
