import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWriting } from '../../../base/kept/writing';
import { count } from '../../../base/words/format';

interface NextStepProps {
  readonly images: number;
  /** The finished pieces of the measurement; `all` is the number of pieces of a whole one. */
  readonly done: number;
  readonly all: number;
  /** A further remark beside the number of images. */
  readonly note?: string;
  readonly measuring: boolean;
  /** What can be measured next; null if nothing is left to do. */
  readonly step: { readonly label: string; readonly run: () => void } | null;
}

/** How far a measurement on test images has come, and the next thing to do. */
export function NextStep({ images, done, all, note, measuring, step }: NextStepProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const said = [
    t('evaluate.robust.images', { count: images, n: count(images) }),
    ...(done < all ? [t('evaluate.robust.partly', { done, all })] : []),
    ...(note ? [note] : []),
  ];
  return (
    <Group gap="xs">
      <Text fz="xs" c="dimmed" flex={1} role="status">
        {said.join(' · ')}
      </Text>
      {measuring ? (
        <Button size="compact-sm" variant="default" disabled>
          {t('evaluate.robust.measuring')}
        </Button>
      ) : (
        step && (
          <Button size="compact-sm" {...writing()} onClick={step.run}>
            {step.label}
          </Button>
        )
      )}
    </Group>
  );
}
