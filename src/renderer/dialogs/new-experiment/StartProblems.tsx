import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StartProblem } from '../../../contract';
import { goTo } from '../../base/kept/navigation';
import { noteText } from '../../base/studio/errors';
import { addImages } from '../add-images';
import { openSplitDialog } from '../SplitDialog';

interface StartProblemsProps {
  readonly problems: readonly StartProblem[];
  /** Invalid settings of the draft; with any of them, nothing else is checked. */
  readonly draftProblems: number;
  readonly close: () => void;
}

const mend: Readonly<Record<NonNullable<StartProblem['action']>, () => void>> = {
  'add-images': () => {
    goTo('data');
    void addImages();
  },
  'go-to-data': () => goTo('data'),
  'draw-split': () => {
    goTo('data');
    openSplitDialog();
  },
};

/** Each problem as a sentence, with the button that fixes it. */
export function StartProblems({ problems, draftProblems, close }: StartProblemsProps) {
  const { t } = useTranslation();
  const act = (run: () => void) => () => {
    close();
    run();
  };
  return (
    <Stack gap={6}>
      {draftProblems > 0 && (
        <Notice
          blocks
          text={t('newExperiment.problems.draft', { count: draftProblems })}
          label={t('newExperiment.actions.recipe')}
          run={act(() => goTo('recipe'))}
        />
      )}
      {problems.map(({ blocks, action, ...told }) => (
        <Notice
          key={noteText(told)}
          blocks={blocks}
          text={noteText(told)}
          label={action && t(`newExperiment.actions.${action}`)}
          run={act(action ? mend[action] : () => {})}
        />
      ))}
    </Stack>
  );
}

interface NoticeProps {
  readonly blocks: boolean;
  readonly text: string;
  readonly label: string | null;
  readonly run: () => void;
}

function Notice({ blocks, text, label, run }: NoticeProps) {
  const Icon = blocks ? IconAlertTriangle : IconInfoCircle;
  return (
    <Alert
      color={blocks ? 'red' : 'yellow'}
      variant="light"
      icon={<Icon size={16} />}
      p="xs"
      role={blocks ? 'alert' : 'status'}
    >
      <Group gap="sm" wrap="nowrap" justify="space-between">
        <Text fz="sm">{text}</Text>
        {label && (
          <Button size="compact-xs" variant="default" onClick={run} style={{ flex: 'none' }}>
            {label}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
