import { ScrollArea, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PredictedView } from '../../../contract';
import { Dialog } from '../../base/frame/Dialog';
import { noteText } from '../../base/studio/errors';
import { count } from '../../base/words/format';

interface FailedFilesProps {
  readonly prediction: PredictedView;
  readonly close: () => void;
}

/** The files that could not be read, each with its reason. */
export function FailedFiles({ prediction: { failed, failedCount }, close }: FailedFilesProps) {
  const { t } = useTranslation();
  return (
    <Dialog onClose={close} title={t('predict.failedTitle')} size="lg">
      <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0 }}>
        <Stack gap={6} className="selectable" data-testid="failed-files">
          {failed.map(({ path, code, values }) => (
            <Text key={path} fz="sm" style={{ overflowWrap: 'anywhere' }}>
              <b>{path}</b>
              <br />
              {noteText({ code, values })}
            </Text>
          ))}
          {failed.length < failedCount && (
            <Text fz="sm" c="dimmed">
              {t('predict.failedFirst', { n: count(failed.length) })}
            </Text>
          )}
        </Stack>
      </ScrollArea.Autosize>
    </Dialog>
  );
}
