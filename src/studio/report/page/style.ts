import { chartStyle } from './style-charts';

/**
 * Dark unless the system asks for light; the checkbox `#theme` inverts that. Colours that distinguish things are Okabe and Ito's
 * (https://jfly.uni-koeln.de/color/), which colour-blind people can read; the accent is their blue.
 */
const colours = `
:root{color-scheme:dark;
--page:light-dark(#f6f7f8,#141517);--panel:light-dark(#fff,#1b1c1f);--raised:light-dark(#eef0f2,#25262a);
--line:light-dark(#d9dde1,#303237);--text:light-dark(#1f2328,#d6d8dc);--strong:light-dark(#0b0d0f,#f4f5f7);
--dim:light-dark(#59616a,#9298a1);--accent:light-dark(#0072b2,#56b4e9);--on-accent:light-dark(#fff,#0c1218);
--kept:light-dark(#009e73,#00a97b);--copies:light-dark(#8fd6c0,#1f5f4d);--ood:#d55e00;--quota:light-dark(#b8679a,#cc79a7);
--low:light-dark(#9aa1a9,#5d636c);--excluded:light-dark(#3b4047,#e8eaed);--wrong:light-dark(#d55e00,#e8751a);
--good-text:light-dark(#00734f,#2fc08f);--bad-text:light-dark(#a94400,#f08a3c)}
@media (prefers-color-scheme:light){:root{color-scheme:light}}
:root:has(#theme:checked){color-scheme:light}
@media (prefers-color-scheme:light){:root:has(#theme:checked){color-scheme:dark}}
`;

const page = `
*{box-sizing:border-box}
html{scroll-padding-top:52px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,footer{max-width:1760px;margin:0 auto;padding:0 24px}
h1,h2,h3,p,dl,dd,ul,figure{margin:0;padding:0}
h1{font-size:26px;line-height:1.2;font-weight:650;color:var(--strong);letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:17px;font-weight:650;color:var(--strong)}
h3{font-size:13px;font-weight:600;color:var(--strong);margin-bottom:10px}
h3 small{color:var(--dim);font-weight:400}
ul{list-style:none}
strong{color:var(--strong);font-weight:650}
.best{color:var(--accent)}
abbr{text-decoration:none;color:var(--dim);font-size:11px}
code{font:11px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.name{unicode-bidi:isolate;overflow-wrap:anywhere}
.hidden,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
nav{position:sticky;top:0;z-index:2;display:flex;align-items:center;gap:16px;padding:0 24px;min-height:40px;background:var(--page);border-bottom:1px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:2px 18px;flex:1}
nav a{color:var(--dim);text-decoration:none;font-size:12px;padding:4px 0}
nav a:hover{color:var(--strong)}
.theme{display:flex;align-items:center;gap:8px;color:var(--dim);font-size:12px;cursor:pointer;white-space:nowrap}
.theme input{appearance:none;width:28px;height:16px;margin:0;border:1px solid var(--dim);border-radius:9px;position:relative;cursor:pointer}
.theme input::after{content:"";position:absolute;top:2px;left:2px;width:10px;height:10px;border-radius:50%;background:var(--dim)}
.theme input:checked{border-color:var(--accent)}
.theme input:checked::after{left:14px;background:var(--accent)}
.head{padding:28px 0 4px}
.meta{display:flex;flex-wrap:wrap;gap:2px 0;margin-top:6px;color:var(--dim)}
.meta li:not(:last-child)::after{content:"·";padding:0 8px}
.headline{display:flex;flex-wrap:wrap;gap:1px;margin-top:20px;background:var(--line);border:1px solid var(--line);border-radius:6px;overflow:hidden}
.headline>div{flex:1 1 160px;background:var(--panel);padding:12px 16px}
.headline dt{color:var(--dim);font-size:12px}
.headline dd{font-size:24px;line-height:1.25;color:var(--strong);font-weight:600;letter-spacing:-.01em}
.headline .main dd:not(.note){color:var(--accent)}
.chosen{color:var(--dim);margin-top:8px;max-width:120ch}
.trust{margin:10px 0;max-width:120ch}
.trust.worrying{border-left:3px solid #d97706;padding-left:10px}
.headline .note{font-size:11.5px;font-weight:400;color:var(--dim);letter-spacing:0}
section{padding-top:34px}
.section-head{margin-bottom:12px}
.lead{color:var(--dim);max-width:120ch;margin-top:2px}
.panel .lead{margin:-6px 0 10px}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:14px 16px;min-width:0}
.panel+.panel{margin-top:12px}
.split,.columns{display:grid;gap:12px;align-items:start}
.split>.panel+.panel,.columns>.panel+.panel{margin-top:0}
.split+.split{margin-top:12px}
.split{grid-template-columns:repeat(auto-fit,minmax(min(100%,520px),1fr))}
.split.wide-right{grid-template-columns:minmax(0,5fr) minmax(0,7fr)}
.columns{display:block;columns:420px;column-gap:12px}
.columns>.panel{break-inside:avoid;margin-bottom:12px}
.empty{border:1px dashed var(--line);border-radius:6px;padding:22px 20px;color:var(--dim);text-align:center}
.empty strong{color:var(--text)}
footer{padding-top:36px;padding-bottom:28px;color:var(--dim);font-size:12px}
@media (max-width:1100px){.split.wide-right{grid-template-columns:minmax(0,1fr)}}
@media (max-width:760px){main,footer,nav{padding-left:14px;padding-right:14px}nav{position:static;flex-wrap:wrap}}
`;

const tables = `
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:12.5px}
caption{text-align:left;color:var(--dim);font-size:12px;padding-bottom:6px}
caption:has(.hidden){padding:0}
th,td{padding:4px 10px 4px 0;text-align:left;font-weight:400;border-bottom:1px solid var(--line);vertical-align:baseline}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--dim);font-size:11.5px;vertical-align:bottom}
tbody tr:last-child>*{border-bottom:0}
tbody th{color:var(--strong);min-width:8ch}
tbody tr:hover>*{background:var(--raised)}
.n{text-align:right;white-space:nowrap}
td.t{overflow-wrap:anywhere}
.same{color:var(--dim)}
.up{color:var(--good-text)}.down{color:var(--bad-text)}
.settings{table-layout:fixed}.settings th:first-child{width:46%}.settings tbody th{color:var(--text)}
.short{white-space:nowrap}
.settings .n:not(.short){white-space:normal;overflow-wrap:anywhere}
.facts>div{display:grid;grid-template-columns:150px 1fr;gap:12px;padding:4px 0;border-bottom:1px solid var(--line)}
.facts>div:last-child{border:0}
.facts dt{color:var(--dim)}
.matrix{font-size:11.5px;border-collapse:separate;border-spacing:1px}
.matrix td,.matrix th{border:0;padding:0}
.matrix tbody tr:hover>*{background-color:initial}
.matrix td{min-width:38px;height:26px;text-align:center;vertical-align:middle;border-radius:2px}
.matrix tbody th{padding-right:8px;text-align:right;vertical-align:middle;white-space:nowrap;max-width:150px;overflow:hidden;text-overflow:ellipsis}
.matrix thead th{height:70px;vertical-align:bottom;text-align:center}
.matrix thead th span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);max-height:90px;overflow:hidden;white-space:nowrap}
.matrix .zero{color:var(--dim);background:var(--raised)!important;opacity:.6}
.matrix .right{background:color-mix(in srgb,var(--accent) var(--s),var(--raised))!important}
.matrix .wrong{background:color-mix(in srgb,var(--wrong) var(--s),var(--raised))!important}
.matrix .strong{color:var(--on-accent)}
.matrix .sum{color:var(--dim);padding:0 0 0 10px;text-align:right;white-space:nowrap}
.matrix tr:hover th{color:var(--accent)}
`;

const images = `
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:8px}
.tile{display:grid;grid-template-columns:1fr auto;gap:0 4px;align-content:start;padding:6px 6px 5px;background:var(--raised);border-radius:4px;border-top:2px solid var(--low);font-size:11px;line-height:1.35;min-width:0}
.tile.kept{border-color:var(--kept)}.tile.ood{border-color:var(--ood)}.tile.over-quota{border-color:var(--quota)}.tile.excluded{border-color:var(--excluded)}
.tile img,.no-image{grid-column:1/-1;width:56px;height:56px;object-fit:contain;margin:0 auto 4px;image-rendering:pixelated;background:#000}
.no-image{display:grid;place-items:center;background:none;border:1px dashed var(--line);color:var(--dim);font-size:10px;text-align:center}
.tile .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--text)}
.confidence{color:var(--dim)}
.tile .miss{grid-column:1/-1}
.miss,.tile .miss{color:var(--bad-text)}
`;

const print = `
@media print{:root,:root:has(#theme:checked){color-scheme:light!important}
nav{display:none}body{font-size:10.5px;background:#fff}main{max-width:none;padding:0}
section{padding-top:18px}.multiples,.trio{grid-template-columns:repeat(3,minmax(0,1fr))}.panel,tr,.tile,figure{break-inside:avoid}h2,h3{break-after:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;

/** The whole style sheet, with empty lines removed. */
export const style = [colours, page, tables, chartStyle, images, print].join('').replace(/\n+/g, '\n').trim();
