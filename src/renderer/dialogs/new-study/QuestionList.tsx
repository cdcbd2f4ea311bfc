import { Button, Radio } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadyStudy, StudySource } from '../../../contract';
import { firstFocus } from '../../base/frame/first-focus';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import styles from './NewStudy.module.css';

interface QuestionListProps {
  readonly ready: readonly ReadyStudy[];
  readonly source: StudySource;
  readonly choose: (source: StudySource) => void;
}

type FileSource = Extract<StudySource, { file: string }>;

/** The built-in studies, listed by their questions, and the choice of a study from a file. */
export function QuestionList({ ready, source, choose }: QuestionListProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<FileSource | null>(null);
  const open = async () => {
    const kinds = [{ name: t('studies.dialog.fileKind'), extensions: ['yaml', 'yml'] }];
    const opened = await studio.studies.open({ title: t('studies.dialog.file'), kinds });
    if (!opened) return;
    setFile(opened);
    choose(opened);
  };
  const value = 'readyMade' in source ? `ready/${source.readyMade}` : 'file';
  const [first] = useState(value);
  const pick = (key: string) => {
    if (key !== 'file') choose({ readyMade: key.slice('ready/'.length) });
    else if (file) choose(file);
  };
  return (
    <div>
      <Radio.Group value={value} onChange={pick} label={t('studies.dialog.which')}>
        <div className={styles.questions}>
          {ready.map(({ name, question }) => (
            <Radio
              key={name}
              size="xs"
              value={`ready/${name}`}
              label={question ?? name}
              description={question === null ? undefined : name}
              {...(first === `ready/${name}` && firstFocus)}
            />
          ))}
          {file && (
            <Radio size="xs" value="file" label={t('studies.dialog.fromFile')} description={file.file} />
          )}
        </div>
      </Radio.Group>
      <Button
        mt={8}
        size="compact-sm"
        variant="default"
        leftSection={<IconFileText size={15} />}
        onClick={() => void open().catch(complain)}
      >
        {t('studies.dialog.file')}
      </Button>
    </div>
  );
}
