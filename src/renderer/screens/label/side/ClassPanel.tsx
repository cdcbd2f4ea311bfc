import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelOverview } from '../../../../contract';
import { useWriting } from '../../../base/kept/writing';
import { AddClass } from '../../../dialogs/AddClass';
import { ClassCounts } from '../../../gallery/side/ClassCounts';
import { choiceOf } from '../session/choice';
import type { LabelSession } from '../session/label-session';
import { PanelTabs } from './PanelTabs';
import styles from './Side.module.css';

interface ClassPanelProps {
  readonly session: LabelSession;
  readonly classes: LabelOverview['classes'];
}

/**
 * The number of labels of each class; a click shows the images of a class, a second click all labelled
 * images.
 */
export function ClassPanel({ session, classes }: ClassPanelProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [adding, setAdding] = useState(false);
  const { view, classId } = session.choice.use();
  return (
    <section className={styles.classes} aria-label={t('label.classes')}>
      <header className={styles.heading}>
        <PanelTabs session={session} />
        <Tooltip label={t('label.newClass')}>
          <ActionIcon
            size="sm"
            aria-label={t('label.newClass')}
            {...writing()}
            onClick={() => setAdding(true)}
          >
            <IconPlus size={15} />
          </ActionIcon>
        </Tooltip>
      </header>
      {classes.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t('label.noClasses')}
        </Text>
      )}
      <ClassCounts
        classes={classes}
        shown={view === 'labelled' ? classId : null}
        show={(id) => void session.ask(choiceOf('labelled', id))}
        help={(name) => t('label.showClass', { name })}
        testId="label-class"
      />
      {adding && <AddClass close={() => setAdding(false)} />}
    </section>
  );
}
