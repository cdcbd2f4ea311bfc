import { Kbd, Menu } from '@mantine/core';
import { perform } from './actions';
import type { GallerySession } from './session';
import { shownActions } from './use-action-keys';

/** What can be done with the images that are chosen, at the place of a right click. */
export function ActionMenu({ session }: { readonly session: GallerySession }) {
  const at = session.menu.use();
  const shown = shownActions.use();
  if (!at || shown?.session !== session) return null;
  const possible = shown.actions.filter(({ icon, applies }) => icon && (applies?.(session) ?? true));
  return (
    <Menu opened onClose={() => session.menu.set(null)} position="bottom-start" width={230} returnFocus>
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
              rightSection={<Kbd size="xs">{keys.split('  ')[0]}</Kbd>}
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
