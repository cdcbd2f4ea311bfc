import { Button, Menu, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconChevronDown,
  IconClipboardCopy,
  IconClipboardText,
  IconDeviceFloppy,
  IconFolderOpen,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import type { DraftEditor } from '../../dialogs/recipe/draft';
import { startFrom } from '../../dialogs/recipe/StartFrom';

const kinds = () => [{ name: i18n.t('recipe.yaml'), extensions: ['yaml', 'yml'] }];

/** Imports and exports the recipe as YAML: files and the clipboard. */
export function YamlMenu({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const [pasting, setPasting] = useState(false);
  const { settings } = editor.draft;
  const open = async () => {
    const opened = await studio.recipe.open({ title: t('recipe.open'), kinds: kinds() });
    if (opened) startFrom(editor, { kind: 'file', name: opened.name }, opened.recipe);
  };
  const save = async () => {
    const name = await studio.recipe.save({ title: t('recipe.save'), kinds: kinds(), recipe: settings });
    if (name) notifications.show({ message: t('recipe.saved', { name }) });
  };
  const copy = async () => {
    await navigator.clipboard.writeText(await studio.recipe.toText({ recipe: settings }));
    notifications.show({ message: t('recipe.copied') });
  };
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} />}>
            {t('recipe.yaml')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={() => void open().catch(complain)}>
            {t('recipe.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={() => void save().catch(complain)}>
            {t('recipe.save')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconClipboardCopy size={16} />}
            onClick={() => void copy().catch(complain)}
          >
            {t('recipe.copy')}
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboardText size={16} />} onClick={() => setPasting(true)}>
            {t('recipe.paste')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={pasting} onClose={() => setPasting(false)} title={t('recipe.pasteTitle')} size="lg">
        <PasteForm editor={editor} close={() => setPasting(false)} />
      </Modal>
    </>
  );
}

function PasteForm({ editor, close }: { readonly editor: DraftEditor; readonly close: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const use = async () => {
    try {
      startFrom(editor, { kind: 'pasted' }, await studio.recipe.fromText({ text }));
      close();
    } catch (reason) {
      setError(sentenceOf(failureOf(reason)));
    }
  };
  return (
    <Stack gap="sm">
      <Textarea
        label={t('recipe.pasteLabel')}
        description={t('recipe.pasteHelp')}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        minRows={14}
        maxRows={24}
        autosize
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError(null);
        }}
        {...firstFocus}
      />
      {error && (
        <Text fz="sm" c="red" role="alert" className="selectable" style={{ whiteSpace: 'pre-wrap' }}>
          {error}
        </Text>
      )}
      <DialogButtons>
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button disabled={!text.trim()} onClick={() => void use()}>
          {t('recipe.use')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
