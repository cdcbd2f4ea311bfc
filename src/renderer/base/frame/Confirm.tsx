import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';
import { DialogButtons } from './DialogButtons';
import { firstFocus } from './first-focus';

interface ConfirmProps {
  readonly title: string;
  /** What will change, and what will not. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly action: string;
  readonly run: () => void;
  readonly close: () => void;
}

/** Asks before an action that cannot be undone. The button that cancels has the focus. */
export function Confirm({ title, children, action, run, close }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog onClose={close} title={title} size="sm">
      <Stack gap="md">
        <Text>{children}</Text>
        <DialogButtons>
          <Button variant="default" onClick={close} {...firstFocus}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              close();
              run();
            }}
          >
            {action}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
