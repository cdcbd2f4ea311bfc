import { Kbd, Menu } from '@mantine/core';
import { firstKey } from '../../base/keys/keys-in-use';
import type { GallerySession } from '../session/session';
import styles from './ActionMenu.module.css';
import { type Action, isPossible, perform } from './actions';
import { shownActions } from './use-action-keys';

interface ActionMenuProps {
  readonly session: GallerySession;
  /** The actions of the gallery, if they are not those of the screen. */
  readonly actions?: readonly Action[];
}

/** The context menu of the chosen images, opened by a right click. */
export function ActionMenu({ session, actions }: ActionMenuProps) {
  const at = session.menu.use();
  const shown = shownActions.use();
  const table = actions ?? (shown?.session === session ? shown.actions : null);
  if (!at || !table) return null;
  const possible = table.filter((action) => action.icon && isPossible(action, session));
  return (
    <Menu
      opened
      onClose={() => session.menu.set(null)}
      position="bottom-start"
      width={230}
      middlewares={{ flip: true, shift: { padding: 8, crossAxis: true } }}
      classNames={{ dropdown: styles.menu, item: styles.item }}
      returnFocus
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {possible.map((action) => {
          const { id, icon: Icon, keys } = action;
          return (
            <Menu.Item
              key={id}
              leftSection={Icon && <Icon size={15} aria-hidden />}
              rightSection={firstKey(keys) && <Kbd size="xs">{firstKey(keys)}</Kbd>}
              onClick={() => perform(action, session)}
            >
              {action.label()}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
