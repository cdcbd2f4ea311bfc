/**
 * The rooms of the house and the one direction of imports between them (docs/architecture.md).
 * A room may import only what its rule does not forbid.
 */
const packages = (names) => `node_modules/(${names})(/|$)`;
const outside = '\\.test\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment: 'src/core holds pure functions: no other room, no Electron, TensorFlow, SQL or file system.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: outside },
      to: { path: '^src/(?!core/)' },
    },
    {
      name: 'core-has-no-io',
      severity: 'error',
      from: { path: '^src/core/', pathNot: outside },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-packages',
      severity: 'error',
      from: { path: '^src/core/', pathNot: outside },
      to: { path: packages('electron|@tensorflow|better-sqlite3|kysely|sharp') },
    },
    {
      name: 'files-are-bytes',
      comment: 'src/files knows bytes on disk and nothing of the subject.',
      severity: 'error',
      from: { path: '^src/files/' },
      to: { path: '^src/(?!files/|core/)' },
    },
    {
      name: 'engine-knows-tensors-only',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^src/(?!engine/|files/|core/)' },
    },
    {
      name: 'data-below-studio',
      severity: 'error',
      from: { path: '^src/data/' },
      to: { path: '^src/(?!data/|files/|core/)' },
    },
    {
      name: 'catalog-below-studio',
      severity: 'error',
      from: { path: '^src/catalog/' },
      to: { path: '^src/(?!catalog/|files/|core/)' },
    },
    {
      name: 'runner-joins-data-and-engine',
      comment: 'the engine process: feeds batches to the engine; knows no catalog and no studio.',
      severity: 'error',
      from: { path: '^src/runner/' },
      to: { path: '^src/(?!runner/|data/|engine/|files/|core/)' },
    },
    {
      name: 'studio-below-faces',
      severity: 'error',
      from: { path: '^src/studio/', pathNot: outside },
      to: { path: '^src/(main|preload|renderer|cli)/' },
    },
    {
      name: 'studio-reaches-the-engine-by-messages',
      severity: 'error',
      from: { path: '^src/studio/', pathNot: outside },
      to: { path: '^src/engine/' },
    },
    {
      name: 'sql-in-catalog-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/catalog/' },
      to: { path: packages('better-sqlite3|kysely') },
    },
    {
      name: 'tensorflow-in-engine-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/' },
      to: { path: packages('@tensorflow') },
    },
    {
      name: 'renderer-talks-to-the-contract',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(?!renderer/|core/|contract/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
