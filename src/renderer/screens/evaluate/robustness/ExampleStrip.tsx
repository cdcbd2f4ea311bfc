import { Button, Group, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { IconPhotoShare } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, sentenceOf } from '../../../base/studio/errors';

interface ExampleStripProps<Choice extends string> {
  readonly title: string;
  /** The choice beside the title. */
  readonly choice: {
    readonly label: string;
    /** Whether the label is visible, and not only for screen readers. */
    readonly shown?: boolean;
    readonly data: readonly { readonly value: Choice; readonly label: string }[];
    readonly value: Choice;
    readonly choose: (value: Choice) => void;
  };
  /** Shows another image. */
  readonly another: () => void;
  readonly error: unknown;
  readonly children: ReactNode;
}

/** Up to this many choices are shown side by side; more become a list that opens. */
const mostBeside = 5;

/** One test image in several changed forms: the choice, the button for another image, and the pictures below. */
export function ExampleStrip<Choice extends string>({
  title,
  choice: { label, shown = false, data, value, choose },
  another,
  error,
  children,
}: ExampleStripProps<Choice>) {
  const { t } = useTranslation();
  return (
    <section aria-label={title}>
      <Group gap="xs" mb={6}>
        <Text fw={600} fz={12.5} flex={1} miw="max-content">
          {title}
        </Text>
        <Group gap="xs" wrap="nowrap">
          {shown && (
            <Text fz="xs" c="dimmed" aria-hidden>
              {label}
            </Text>
          )}
          {data.length > mostBeside ? (
            <NativeSelect
              size="xs"
              aria-label={label}
              data={[...data]}
              value={value}
              onChange={(event) => choose(event.currentTarget.value as Choice)}
            />
          ) : (
            <SegmentedControl
              size="xs"
              aria-label={label}
              data={[...data]}
              value={value}
              onChange={(chosen) => choose(chosen as Choice)}
            />
          )}
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPhotoShare size={14} />}
            onClick={another}
            flex="none"
          >
            {t('evaluate.robust.another')}
          </Button>
        </Group>
      </Group>
      {error != null && (
        <Text fz="xs" c="red">
          {sentenceOf(failureOf(error))}
        </Text>
      )}
      {children}
    </section>
  );
}
