import { type Binding, keys } from './bindings';

const everywhere = (name: string, chord: string): Binding => ({
  ...keys(`frame.${name}`, chord),
  everywhere: true,
});

/** Keys that work on every screen. */
export const frameKeys = {
  commands: everywhere('commands', 'Ctrl K'),
  help: everywhere('help', '?'),
  addImages: everywhere('add-images', 'Ctrl I'),
  foldLeft: everywhere('fold-left', 'Ctrl B'),
  foldRight: everywhere('fold-right', 'Ctrl Shift B'),
};

/** The key of a screen, by its place in the rail. */
export const screenKeys = (name: string, place: number): Binding =>
  everywhere(`go-${name}`, `Ctrl ${place + 1}`);
