import { Button, Group, Kbd, Modal, Text, UnstyledButton } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../base/frame/Confirm';
import type { KeyAction } from '../../base/frame/screen-definition';
import { createStore } from '../../base/kept/store';
import type { Binding } from '../../base/keys/bindings';
import { shownKeys, usedKeys } from '../../base/keys/keys-in-use';
import { KeyDialog } from './KeyDialog';
import styles from './KeysHelp.module.css';
import { useOwnKeys } from './own-keys';
import { groupTitle, type KeyGroup, keyGroups } from './tables';

const shown = createStore(false);

export function openKeysHelp(): void {
  shown.set(true);
}

/** The list of the studio's keys, opened by `?`. A click on a key gives its action another one. */
export function KeysHelp() {
  const { t } = useTranslation();
  const opened = shown.use();
  const [own, setOwn] = useOwnKeys();
  const [changed, setChanged] = useState<Binding | null>(null);
  const [resetting, setResetting] = useState(false);
  const any = Object.keys(own).length > 0;
  return (
    <>
      <Modal
        opened={opened}
        onClose={() => shown.set(false)}
        // While another dialog lies above this one, Escape closes only that dialog.
        closeOnEscape={changed === null && !resetting}
        title={t('frame.keys')}
        size={1180}
      >
        <div className={styles.groups}>
          {keyGroups.map((group) => (
            <KeyList key={group.name} group={group} change={setChanged} />
          ))}
        </div>
        <Group className={styles.foot} justify="space-between" wrap="nowrap">
          <Text c="dimmed">{t('keys.hint')}</Text>
          <Button
            variant="default"
            leftSection={<IconRestore size={14} aria-hidden />}
            disabled={!any}
            onClick={() => setResetting(true)}
          >
            {t('keys.resetAll')}
          </Button>
        </Group>
      </Modal>
      {changed && <KeyDialog key={changed.name} binding={changed} close={() => setChanged(null)} />}
      {resetting && (
        <Confirm
          title={t('keys.resetAll')}
          action={t('keys.reset')}
          run={() => setOwn({})}
          close={() => setResetting(false)}
        >
          {t('keys.resetAllHelp', { count: Object.keys(own).length })}
        </Confirm>
      )}
    </>
  );
}

interface KeyListProps {
  readonly group: KeyGroup;
  readonly change: (binding: Binding) => void;
}

function KeyList({ group, change }: KeyListProps) {
  const title = groupTitle(group.name);
  return (
    <section className={styles.group} aria-label={title}>
      <Text fw={600}>{title}</Text>
      <ul>
        {group.actions.map((action) => (
          <KeyRow key={action.keys.name} action={action} change={change} />
        ))}
      </ul>
    </section>
  );
}

interface KeyRowProps extends Pick<KeyListProps, 'change'> {
  readonly action: KeyAction;
}

function KeyRow({ action: { keys, label }, change }: KeyRowProps) {
  const { t } = useTranslation();
  usedKeys.use();
  const [own] = useOwnKeys();
  const isOwn = keys.name in own;
  const its = shownKeys(keys);
  const key = <Kbd className={styles.key}>{its || t('keys.none')}</Kbd>;
  return (
    <li className={styles.row}>
      <span>{label()}</span>
      {keys.fixed ? (
        <span className={styles.fixed}>{key}</span>
      ) : (
        <UnstyledButton
          className={styles.change}
          data-own={isOwn || undefined}
          aria-label={t(isOwn ? 'keys.changeOwn' : 'keys.change', {
            action: label(),
            key: its || t('keys.none'),
          })}
          onClick={() => change(keys)}
          data-testid={`key-${keys.name}`}
        >
          {key}
        </UnstyledButton>
      )}
    </li>
  );
}
