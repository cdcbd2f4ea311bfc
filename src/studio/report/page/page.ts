import { type Html, html, raw } from './html';
import { style } from './style';

/** The file loads nothing from outside and runs no script, whatever the names in it contain. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

interface Page {
  readonly title: string;
  readonly content: Html;
  readonly navigation?: Html;
}

/** A self-contained HTML file with this content. */
export function page({ title, content, navigation }: Page): string {
  return `${
    html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Noisy Studio">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${navigation}
<main>
${content}</main>
<footer><p>Noisy Studio · self-training with Noisy Student (Xie et al. 2020, arXiv 1911.04252)</p></footer>
</body>
</html>
`.text
  }`;
}
