import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import { useWriting } from '../../base/kept/writing';
import { firstKey, usedKeys, withKeys } from '../../base/keys/keys-in-use';
import type { GallerySession } from '../session/session';
import { type Action, isPossible, perform } from './actions';

interface ActionButtonProps<S extends GallerySession> {
  readonly action: Action<S>;
  readonly session: S;
  /** Replaces the action's label if the context makes a shorter one clear. */
  readonly label?: string;
}

/** A button for an action on the chosen images, with its key. */
export function ActionButton<S extends GallerySession>({ action, session, label }: ActionButtonProps<S>) {
  useChosen(session);
  const writing = useWriting();
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
      onClick={() => perform(action, session)}
      aria-label={words}
      title={action.label()}
      {...whenPossible(action, session, writing)}
      data-testid={`action-${id}`}
    >
      {words}
    </Button>
  );
}

/** Props that disable a button while its action is not possible. */
function whenPossible<S extends GallerySession>(
  action: Action<S>,
  session: S,
  writing: ReturnType<typeof useWriting>,
) {
  const off = !isPossible(action, session);
  return action.writes ? writing(off) : { disabled: off };
}

interface ActionSymbolProps<S extends GallerySession> extends ActionButtonProps<S> {
  /** The action's label for the present selection; null if it has nothing to do. */
  readonly hint: string | null;
}

/** The same button as an icon, with its label in a tooltip. */
export function ActionSymbol<S extends GallerySession>({ action, session, hint }: ActionSymbolProps<S>) {
  const { icon: Icon, id, keys } = action;
  usedKeys.use();
  const writing = useWriting();
  return (
    <Tooltip label={withKeys(hint ?? action.label(), keys)}>
      <ActionIcon
        aria-label={action.label()}
        {...(action.writes ? writing(hint === null) : { disabled: hint === null })}
        onClick={() => perform(action, session)}
        data-testid={`action-${id}`}
      >
        {Icon && <Icon size={17} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}

/** The number of chosen images; rerenders the component when the images that an action is about change. */
export function useChosen(session: GallerySession): number {
  session.shown.use();
  session.selection.use();
  session.large.use();
  return session.chosenCount;
}
