import { ActionIcon, Button, Kbd, Menu } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconDots, IconPencil, IconPhotoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Swatch } from '../../../base/frame/Swatch';
import { useWriting } from '../../../base/kept/writing';
import { firstKey } from '../../../base/keys/keys-in-use';
import { Picture } from '../../../base/pictures/Picture';
import { nameOf } from '../../../base/program/use-classes';
import { excludeKeys } from '../../../gallery/actions/exclude-action';
import styles from '../chosen/Evaluate.module.css';
import { type DoubtProps, DoubtSentence } from './DoubtSentence';
import { confirm, exclude, relabel } from './settle';

interface LineProps extends DoubtProps {
  readonly settled: boolean;
  readonly open: () => void;
}

/** A suspicious label: its picture, what is said about it, and what can be done. */
export function DoubtLine({ label, settled, classes, open }: LineProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={styles.thumb}
        aria-label={t('images.enlarge')}
        onClick={open}
      >
        <Picture imageId={label.imageId} size={64} className={styles.thumbPicture} />
      </button>
      <span className={styles.words}>
        <DoubtSentence label={label} classes={classes} />
      </span>
      {settled ? (
        <Settled label={label} classes={classes} />
      ) : (
        <span className={styles.choices}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconCheck size={14} />}
            {...writing()}
            onClick={() => confirm(label)}
          >
            {t('evaluate.labels.right')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} />}
            {...writing()}
            onClick={() => relabel(label, label.classId)}
          >
            {t('evaluate.labels.change', { name: nameOf(classes, label.classId) })}
          </Button>
          <OtherChoices label={label} classes={classes} />
        </span>
      )}
    </>
  );
}

function Settled({ label, classes }: DoubtProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const { excluded } = label;
  const changed = label.currentId !== label.labelId;
  return (
    <span className={styles.choices}>
      <span className={styles.truth}>
        {excluded
          ? t('exclude.tile')
          : changed
            ? t('evaluate.labels.now', { name: nameOf(classes, label.currentId) })
            : t('evaluate.labels.kept')}
      </span>
      {(excluded || changed) && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowBackUp size={14} />}
          {...writing()}
          onClick={() => (excluded ? exclude(label, false) : relabel(label, label.labelId))}
        >
          {t(excluded ? 'exclude.bringBack' : 'evaluate.labels.back')}
        </Button>
      )}
    </span>
  );
}

/** The choices besides keeping the label or taking the model's class: other classes, and excluding the image. */
function OtherChoices({ label, classes }: DoubtProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={t('evaluate.labels.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {/* First, because of many classes it would be far below. */}
        <Menu.Item
          leftSection={<IconPhotoOff size={14} aria-hidden />}
          rightSection={firstKey(excludeKeys) && <Kbd size="xs">{firstKey(excludeKeys)}</Kbd>}
          {...writing()}
          onClick={() => exclude(label, true)}
        >
          {t('exclude.exclude')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('evaluate.labels.other')}</Menu.Label>
        {[...classes.values()].map(({ id, name, color }) => (
          <Menu.Item
            key={id}
            leftSection={<Swatch color={color} small />}
            {...writing()}
            onClick={() => relabel(label, id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
