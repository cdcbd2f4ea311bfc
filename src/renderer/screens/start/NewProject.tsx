import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import { createStore } from '../../base/kept/store';
import { ask, studio } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';

const shown = createStore(false);

export function openNewProject(): void {
  shown.set(true);
}

/** Asks for a name and a folder; the project is created in a subfolder of that name. */
export function NewProject() {
  const { t } = useTranslation();
  const opened = shown.use();
  return (
    <Modal opened={opened} onClose={() => shown.set(false)} title={t('newProject.title')} size="md">
      {opened && <NewProjectForm />}
    </Modal>
  );
}

function NewProjectForm() {
  const { t } = useTranslation();
  const { data: facts } = useQuery(ask.app.facts.queryOptions());
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const place = chosen ?? facts?.projectsFolder ?? '';
  const separator = facts?.platform === 'win32' ? '\\' : '/';
  const folder = `${place}${separator}${folderName(name)}`;

  const choose = async () => {
    const [path] = await studio.app.chooseFolders({ title: t('newProject.place') });
    if (path) setChosen(path);
  };
  const create = async () => {
    try {
      await studio.project.create({ folder, name: name.trim() });
      shown.set(false);
    } catch (reason) {
      setError(sentenceOf(failureOf(reason)));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('newProject.name')}
          placeholder={t('newProject.example')}
          value={name}
          maxLength={100}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
          error={error}
          {...firstFocus}
        />
        <Group align="end" gap="xs">
          <TextInput label={t('newProject.place')} value={place} readOnly flex={1} />
          <Button variant="default" onClick={choose}>
            {t('newProject.choose')}
          </Button>
        </Group>
        <Text fz="xs" c="dimmed" className="selectable">
          {name.trim() ? t('newProject.result', { folder }) : t('newProject.help')}
        </Text>
        <DialogButtons>
          <Button type="submit" disabled={!name.trim() || !place}>
            {t('newProject.create')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

/** A folder name that every file system accepts. */
function folderName(name: string): string {
  return name
    .trim()
    .replace(/[<>:"/\\|?*\p{Cc}]+/gu, '-')
    .replace(/[. ]+$/, '');
}
