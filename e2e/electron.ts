// @ts-expect-error set-up is plain Node, without types
import { electron, electronPath as pathOf } from '../scripts/setup/electron.mjs';

/** The Electron that the set-up brought. */
export const electronPath = pathOf as () => string;

const { ready, why } = electron.check() as { ready: boolean; why: string | null };

/** Why no window can be opened on this machine, or null. */
export const whyNoWindow: string | null = ready ? null : `no Electron here: ${why}`;
