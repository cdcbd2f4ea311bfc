import { Button, Select, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconFolderSearch, IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView } from '../../../contract';
import { useWriting } from '../../base/kept/writing';
import { type FinishedModel, finishedModels } from '../../base/words/finished-models';
import styles from './Predict.module.css';
import { chosenModel, predictChosen } from './start';

interface PredictStartProps {
  readonly experiments: readonly ExperimentView[];
  readonly model: FinishedModel;
}

/** Shown before anything is predicted: the choice of the model, and the place to drop or choose a folder. */
export function PredictStart({ experiments, model }: PredictStartProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const { runId } = model.run;
  return (
    <div className={styles.start}>
      <Stack align="center" gap="sm" className={styles.dropZone}>
        <ThemeIcon size={56} radius="xl" variant="light">
          <IconScan size={28} stroke={1.5} aria-hidden />
        </ThemeIcon>
        <Text fw={600} fz="lg">
          {t('predict.title')}
        </Text>
        <Text c="dimmed" ta="center" maw={440}>
          {t('predict.help')}
        </Text>
        <Select
          label={t('predict.model')}
          w={320}
          maw="100%"
          allowDeselect={false}
          value={String(runId)}
          onChange={chosenModel.set}
          data={finishedModels(experiments).options}
        />
        <Button
          mt="xs"
          size="sm"
          leftSection={<IconFolderSearch size={16} />}
          {...writing()}
          onClick={() => void predictChosen(runId)}
        >
          {t('predict.chooseFolder')}
        </Button>
      </Stack>
    </div>
  );
}
