import {
  type CSSVariablesResolver,
  createTheme,
  DEFAULT_THEME,
  type MantineColorsTuple,
} from '@mantine/core';
import { i18n } from '../strings';
import { putAwayFailure } from '../studio/standing-notices';

/** The one accent colour, distinct from the class colours, which are Okabe and Ito's. */
const iris: MantineColorsTuple = [
  '#f1efff',
  '#e0dcfd',
  '#bfb7f8',
  '#9c8ff4',
  '#7f6df0',
  '#6d58ee',
  '#634ced',
  '#523dd3',
  '#4835bd',
  '#3c2ca6',
];

/** Dark enough as the background of white text, and light enough as text on a dark background (WCAG AA). */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffdede',
  '#ffb8b8',
  '#ff9494',
  '#ff7a7a',
  '#cf2f3a',
  '#c62835',
  '#b32430',
  '#9c1f2a',
  '#851a23',
];

/**
 * Mantine's badge colour, changed so that its text on a light badge is readable on every light background of
 * the window (WCAG AA).
 */
const withDarkWords = (color: MantineColorsTuple, words: string): MantineColorsTuple => {
  const [a, b, c, d, e, f, g, h, i] = color;
  return [a, b, c, d, e, f, g, h, i, words];
};
const teal = withDarkWords(DEFAULT_THEME.colors.teal, '#06694b');
const orange = withDarkWords(DEFAULT_THEME.colors.orange, '#b33a08');

/** Neutral greys: a coloured surround would change how the colours of images are perceived. */
const dark: MantineColorsTuple = [
  '#d5d7da',
  '#b3b6bb',
  '#8f939a',
  '#6b6f76',
  '#45484e',
  '#34373c',
  '#25272b',
  '#1b1d20',
  '#151719',
  '#0f1012',
];

/** Evaluated at each render, since the label of the close button is in the window's language. */
const modalProps = () => ({
  centered: true,
  radius: 'md',
  closeButtonProps: { 'aria-label': i18n.t('common.close') },
  onEnterTransitionEnd: putAwayFailure,
});

const noticeProps = () => ({ closeButtonProps: { 'aria-label': i18n.t('common.close') } });

/** Mantine's own shade of links on dark is too faint to be read on every surface of the window (WCAG AA). */
const linkOnDark = iris[3];

/** The colour of an invalid field's error and text. In the dark theme, Mantine would use the shade that fills buttons. */
const errorOnDark = red[4];

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {},
  dark: { '--mantine-color-anchor': linkOnDark, '--mantine-color-error': errorOnDark },
});

/**
 * Part of the package, since many systems have no font for Hangul. It is split into pieces, of which the window loads those that a text
 * needs.
 */
const korean = "'Noto Sans KR Variable'";

export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 5 },
  colors: { iris, dark, red, teal, orange },
  fontFamily: `'Inter Variable', ${korean}, system-ui, sans-serif`,
  // A font after the generic name is still used for characters that the others lack.
  fontFamilyMonospace: `ui-monospace, SFMono-Regular, Menlo, Consolas, monospace, ${korean}`,
  defaultRadius: 'sm',
  fontSizes: { xs: '0.6875rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1rem' } } },
  cursorType: 'pointer',
  // A person whose system asks for less motion sees dialogs and menus at once.
  respectReducedMotion: true,
  components: {
    // A state must look the same everywhere: in capitals, Mantine's default, it looked like another state.
    Badge: { defaultProps: { tt: 'none' } },
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    // Typing highlights the first match, which Enter chooses.
    Select: { defaultProps: { size: 'xs', selectFirstOptionOnChange: true } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, multiline: true, maw: 320 } },
    // A key such as Ctrl+K must not be divided where there is little room.
    Kbd: { styles: { root: { flex: 'none', whiteSpace: 'nowrap' } } },
    Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: 'sm', fz: 'sm' } },
    Modal: { defaultProps: modalProps },
    Notification: { defaultProps: noticeProps },
  },
});
