import { notifications } from '@mantine/notifications';
import type { FileKind } from '../../../contract';
import { i18n } from '../strings';
import { complain } from '../studio/announce';
import { studio } from '../studio/connection';
import { baseName } from '../words/format';

/** The content of a file. */
export type Bytes = Uint8Array<ArrayBuffer>;

interface Asked {
  readonly title: string;
  readonly name: string;
  readonly kinds: FileKind[];
}

/** Asks where to save the file, makes it and reports that it is there. */
export async function saveFile(asked: Asked, make: () => Bytes | Promise<Bytes>): Promise<void> {
  try {
    const target = await studio.app.chooseTarget(asked);
    if (target === null) return;
    await studio.app.saveFile({ target, bytes: await make() });
    notifications.show({ message: i18n.t('export.lastOutput', { name: baseName(target) }) });
  } catch (error) {
    complain(error);
  }
}

/** Text as the bytes of a file. */
export const textBytes = (text: string): Bytes => new TextEncoder().encode(text);
