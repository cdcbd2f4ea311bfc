import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import { firstKey, usedKeys, withKeys } from '../base/keys/keys-in-use';
import { type Action, perform } from './actions';
import type { GallerySession } from './session';

interface ActionButtonProps<S extends GallerySession> {
  readonly action: Action<S>;
  readonly session: S;
  /** Replaces the action's label where the context says the rest. */
  readonly label?: string;
}

/** A button for an action on the chosen images, with its key. */
export function ActionButton<S extends GallerySession>({ action, session, label }: ActionButtonProps<S>) {
  useChosen(session);
  const { icon: Icon, id, keys } = action;
  usedKeys.use();
  const key = firstKey(keys);
  const words = label ?? action.label();
  return (
    <Button
      variant="default"
      size="compact-xs"
      h={26}
      leftSection={Icon && <Icon size={14} aria-hidden />}
      rightSection={key && <Kbd size="xs">{key}</Kbd>}
      disabled={!(action.applies?.(session) ?? true)}
      onClick={() => perform(action, session)}
      aria-label={words}
      title={action.label()}
      data-testid={`action-${id}`}
    >
      {words}
    </Button>
  );
}

interface ActionSymbolProps<S extends GallerySession> extends ActionButtonProps<S> {
  /** The action's label for the present selection; null where it has nothing to do. */
  readonly hint: string | null;
}

/** The same button as an icon, with its label in a tooltip. */
export function ActionSymbol<S extends GallerySession>({ action, session, hint }: ActionSymbolProps<S>) {
  const { icon: Icon, id, keys } = action;
  usedKeys.use();
  return (
    <Tooltip label={withKeys(hint ?? action.label(), keys)}>
      <ActionIcon
        aria-label={action.label()}
        disabled={hint === null}
        onClick={() => perform(action, session)}
        data-testid={`action-${id}`}
      >
        {Icon && <Icon size={17} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Rerenders when the images that an action is about change. */
export function useChosen(session: GallerySession): number {
  session.shown.use();
  session.selection.use();
  session.large.use();
  return session.chosenCount;
}
