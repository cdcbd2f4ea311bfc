import { ActionIcon, Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenName } from '../../base/kept/navigation';
import { frameKeys } from '../../base/keys/frame-keys';
import { shownKeys } from '../../base/keys/keys-in-use';
import { type Stop, stopAt, stops } from './stops';
import { tourStop, useEndTour } from './tour';

interface PlaceProps {
  readonly screen: ScreenName;
  /** The button of the rail that opens the screen. */
  readonly children: ReactElement;
}

/** A button of the rail, with a card beside it while the tour is at its screen. The window stays usable behind the card. */
export function TourStop({ screen, children }: PlaceProps) {
  const stop = stops.find((each) => each === screen);
  return stop ? <Card stop={stop}>{children}</Card> : children;
}

function Card({ stop, children }: { readonly stop: Stop; readonly children: ReactElement }) {
  const { t } = useTranslation();
  const end = useEndTour();
  const opened = tourStop.use() === stop;
  const [back, next] = [stopAt(stop, -1), stopAt(stop, 1)];
  return (
    <Popover
      opened={opened}
      withRoles={false}
      onDismiss={end}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      position="right-start"
      width={300}
      withArrow
      arrowSize={10}
      shadow="md"
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown data-testid="tour" role="dialog" aria-label={t(`tour.stops.${stop}.title`)}>
        <Stack gap="xs">
          <Group justify="space-between" wrap="nowrap">
            <Text fw={600}>{t(`tour.stops.${stop}.title`)}</Text>
            <ActionIcon size="sm" aria-label={t('tour.end')} onClick={end}>
              <IconX size={16} />
            </ActionIcon>
          </Group>
          <Text>
            {t(`tour.stops.${stop}.text`, {
              help: shownKeys(frameKeys.help),
              commands: shownKeys(frameKeys.commands),
            })}
          </Text>
          <Group gap="xs">
            <Text c="dimmed" fz={12} style={{ flex: 1 }}>
              {t('tour.place', { n: stops.indexOf(stop) + 1, all: stops.length })}
            </Text>
            {back && (
              <Button size="compact-sm" variant="default" onClick={() => tourStop.set(back)}>
                {t('tour.back')}
              </Button>
            )}
            <Button size="compact-sm" onClick={() => (next ? tourStop.set(next) : end())}>
              {next ? t('tour.next') : t('tour.done')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
