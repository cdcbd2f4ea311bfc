/**
 * The rooms of the house and the one direction of imports between them (docs/architecture.md).
 * A room may import only what its rule does not forbid.
 */
const packages = (names) => `node_modules/(${names})(/|$)`;
const outside = '\\.(test|fixture)\\.tsx?$';

/** The rooms of the pure core, from the words that everything else speaks up to the figures of whole experiments. */
const core = {
  words: [],
  errors: ['words'],
  numbers: [],
  runtime: [],
  'near-copies': [],
  vocabulary: ['words', 'errors'],
  sampling: ['errors', 'numbers'],
  metrics: ['words', 'errors', 'numbers'],
  corruptions: ['words', 'numbers'],
  perturbations: ['words', 'numbers', 'corruptions'],
  adversarial: ['numbers'],
  probe: ['numbers', 'sampling'],
  ood: ['words', 'errors', 'numbers', 'probe'],
  encoder: ['words', 'errors', 'vocabulary'],
  network: ['errors', 'numbers', 'vocabulary', 'encoder'],
  weights: ['words', 'errors', 'vocabulary', 'network'],
  methods: ['words', 'vocabulary'],
  recipe: ['words', 'errors', 'vocabulary', 'metrics', 'ood', 'encoder', 'network', 'weights', 'methods'],
  noise: ['numbers', 'network', 'recipe'],
  schedule: ['recipe'],
  stages: ['vocabulary', 'methods', 'recipe'],
  workload: ['vocabulary', 'probe', 'ood', 'encoder', 'network', 'methods', 'recipe', 'schedule', 'stages'],
  start: ['words', 'vocabulary', 'network', 'methods', 'recipe', 'workload'],
  selection: ['words', 'errors', 'numbers', 'vocabulary', 'recipe'],
  calibration: ['words', 'errors', 'numbers', 'metrics', 'selection'],
  review: ['numbers', 'vocabulary', 'selection'],
  likeness: ['errors', 'numbers', 'sampling', 'ood', 'calibration'],
  'image-issues': ['numbers', 'vocabulary'],
  slices: ['words', 'metrics'],
  stored: ['words', 'vocabulary', 'metrics', 'probe', 'encoder', 'network', 'selection', 'calibration'],
  study: ['words', 'errors', 'methods', 'recipe', 'stages', 'workload', 'stored'],
  robust: ['corruptions', 'perturbations', 'adversarial', 'study'],
  export: ['words', 'vocabulary', 'metrics'],
  sentences: [
    ...['words', 'vocabulary', 'metrics', 'corruptions', 'perturbations', 'adversarial', 'probe', 'ood'],
    ...['calibration', 'slices', 'stored', 'study', 'robust'],
  ],
};

/** The rooms inside the studio, each with those that it may import: one direction here as well. */
const studio = {
  project: [],
  lists: [],
  import: ['project', 'lists'],
  labelling: ['project'],
  label: ['project', 'labelling'],
  likeness: ['project', 'labelling', 'label', 'weights'],
  issues: ['project', 'likeness'],
  export: ['project', 'labelling', 'lists', 'weights'],
  wheels: [],
  runtime: ['project', 'wheels'],
  weights: ['project', 'wheels'],
  method: ['project', 'import', 'labelling', 'likeness', 'weights'],
  review: ['project', 'labelling'],
  report: ['project', 'labelling', 'method'],
  demo: ['project', 'import', 'method'],
  study: ['project', 'method', 'report'],
  service: ['project', 'lists', 'import', 'labelling', 'label', 'likeness', 'issues', 'export', 'method', 'review', 'report', 'demo', 'weights', 'runtime', 'study'],
};

/** The rooms inside the window. What lies beside them puts it together. */
const renderer = {
  base: [],
  gallery: ['base'],
  charts: ['base'],
  dialogs: ['base', 'gallery', 'charts'],
  screens: ['base', 'gallery', 'charts', 'dialogs'],
  app: ['base', 'gallery', 'charts', 'dialogs', 'screens'],
};

/** The rooms of what lies between image files and batches. */
const data = {
  decode: [],
  facts: ['decode'],
  cache: ['decode'],
  augment: [],
  batches: ['cache', 'augment'],
  corrupted: ['cache'],
};

/** The rooms of the engine's process; `process.ts` beside them takes each job to its room. */
const runner = {
  job: [],
  model: ['job'],
  memory: ['job', 'model'],
  labelling: ['job', 'model', 'memory'],
  training: ['job', 'model', 'memory', 'labelling'],
  probe: ['job', 'model', 'memory', 'training'],
  measuring: ['job', 'model', 'memory'],
};

/** The large rooms have an inner plan of their own, in the same form. Files that lie beside the inner rooms put them together. */
const recipe = {
  setting: [],
  sections: ['setting'],
  schema: ['setting', 'sections'],
  presets: ['schema'],
  description: ['setting', 'schema', 'presets'],
  edit: ['setting', 'schema', 'presets', 'description'],
};
const catalog = {
  migrations: [],
  database: ['migrations'],
  rescue: ['migrations', 'database'],
  images: ['database'],
  views: ['database', 'images'],
  runs: ['database'],
  measured: ['database'],
};
const project = {
  folder: [],
  engine: [],
  context: ['folder', 'engine'],
  images: ['folder'],
  runs: ['folder', 'engine', 'images'],
  recipes: ['folder'],
};
const importing = {
  listing: [],
  tables: ['listing'],
  folders: ['listing', 'tables'],
  'into-catalog': ['listing', 'tables', 'folders'],
};
const tables = {
  paths: [],
  splits: [],
  rows: ['paths', 'splits'],
  columns: ['splits', 'rows'],
  reading: ['paths', 'splits', 'rows', 'columns'],
  beside: ['columns', 'reading'],
};
const labelling = {
  rows: [],
  file: ['rows'],
  features: ['file'],
  rule: ['file'],
  trust: ['file'],
};
const method = {
  model: [],
  start: ['model'],
  pool: ['model', 'start'],
  training: ['model', 'start', 'pool'],
  measuring: ['model', 'start'],
  predict: ['model', 'pool'],
  loop: ['model', 'start', 'pool', 'training', 'measuring'],
};
const review = {
  table: [],
  labellings: ['table'],
  orders: ['table'],
  image: ['table', 'labellings', 'orders'],
  choice: ['table', 'labellings'],
};
const service = {
  jobs: [],
  kept: [],
  pictures: [],
  session: ['jobs', 'kept', 'pictures'],
  training: ['session'],
  labelling: ['session'],
  measured: ['session'],
  results: ['pictures', 'session'],
  data: ['jobs', 'pictures', 'session', 'labelling'],
};
const base = {
  strings: [],
  kept: [],
  words: ['strings'],
  keys: ['kept'],
  frame: ['strings', 'kept', 'words', 'keys'],
  studio: ['strings', 'kept', 'words', 'frame'],
  pictures: ['words', 'studio'],
  program: ['strings', 'words', 'studio'],
  trust: ['words', 'studio'],
};
const gallery = {
  layout: [],
  zoom: [],
  side: [],
  filter: ['layout'],
  session: ['layout', 'zoom', 'side'],
  actions: ['layout', 'zoom', 'session'],
  grid: ['layout', 'session', 'actions'],
  large: ['layout', 'zoom', 'session', 'actions'],
  marks: ['layout', 'side', 'session', 'actions', 'grid'],
};
const cli = {
  terminal: [],
  tables: ['terminal'],
  shared: ['terminal', 'tables'],
  commands: ['terminal', 'tables', 'shared'],
};
const evaluate = {
  chosen: [],
  predictions: ['chosen'],
  confusion: ['chosen', 'predictions'],
  slices: ['chosen', 'predictions'],
  figures: ['chosen'],
  labels: ['chosen'],
  sets: ['chosen'],
  robustness: ['chosen'],
};
const runs = {
  curves: [],
  experiment: [],
  tree: ['experiment'],
  table: ['experiment'],
  detail: ['curves', 'experiment'],
  compare: ['curves', 'experiment'],
};
const recipeScreen = {
  shown: [],
  setting: ['shown'],
  models: ['shown', 'setting'],
  changes: ['shown'],
  form: ['shown', 'setting', 'models', 'changes'],
  noise: [],
  estimate: [],
  weights: [],
};
const labelScreen = {
  session: [],
  actions: ['session'],
  side: ['session', 'actions'],
  images: ['session', 'actions'],
};
const reviewScreen = {
  thresholds: [],
  session: ['thresholds'],
  view: ['session'],
  actions: ['session'],
  grid: ['session', 'view'],
  panel: ['thresholds', 'session'],
  inspector: ['session', 'panel'],
  map: ['session'],
  training: ['session'],
};
const decode = {
  format: [],
  limits: ['format'],
  bmp: ['limits'],
  heic: ['limits'],
  deep: ['format'],
  pixels: ['format', 'limits', 'bmp', 'heic', 'deep'],
};
const files = {
  processes: [],
  reading: [],
  durable: ['processes', 'reading'],
  locks: ['processes', 'durable'],
  memory: ['processes', 'locks'],
  safetensors: ['reading', 'durable'],
  onnx: [],
  torch: ['reading', 'safetensors'],
};
const augment = {
  kernels: [],
  filters: ['kernels'],
  geometry: [],
  crops: ['kernels'],
  operation: [],
  ops: ['filters', 'geometry', 'operation'],
};
const commands = {
  evaluate: [],
  study: ['evaluate'],
};
const report = {
  facts: [],
  experiment: [],
  gathering: ['facts', 'experiment'],
  page: [],
  charts: ['facts', 'page'],
  sections: ['facts', 'page', 'charts'],
};
const beside = '[^/]+\\.(test|fixture)\\.ts';

/** @type {'error'} */
const severity = 'error';

/** One rule a room of `parent`: it imports itself and its `below`. A folder that the table does not name may import none of them. */
const inside = (parent, rooms, others = '') => [
  ...Object.entries(rooms).map(([room, below]) => ({
    name: `${parent}-${room}-imports-below`,
    severity,
    from: { path: `^src/${parent}/${room}/`, pathNot: outside },
    to: { path: `^src/${parent}/(?!(${[room, ...below].join('|')})/)` },
  })),
  {
    name: `${parent}-has-these-rooms`,
    comment: `every file of src/${parent} lies in a room that the table in this file names${others ? `, or is one of ${others}` : ''}.`,
    severity,
    from: { path: `^src/${parent}/`, pathNot: `^src/${parent}/((${Object.keys(rooms).join('|')})/${others && `|${others}`})` },
    to: {},
  },
];

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
    ...inside('core', core),
    ...inside('core/recipe', recipe, `index\\.ts|${beside}`),
    ...inside('files', files),
    ...inside('data', data),
    ...inside('data/decode', decode, beside),
    ...inside('data/augment', augment, `(index|augment-image|mix-pair|table)\\.ts|${beside}`),
    ...inside('runner', runner, 'process\\.ts|extend\\.test\\.ts'),
    ...inside('studio', studio),
    ...inside('renderer', renderer, 'index\\.tsx|no-eval\\.ts'),
    ...inside('catalog', catalog, `index\\.ts|${beside}`),
    ...inside('studio/project', project, beside),
    ...inside('studio/import', importing, `index\\.ts|${beside}`),
    ...inside('studio/import/tables', tables),
    ...inside('studio/labelling', labelling, beside),
    ...inside('studio/method', method),
    ...inside('studio/review', review, beside),
    ...inside('studio/report', report, `(render|write-report)\\.ts|${beside}`),
    ...inside('studio/service', service, `(index|app)\\.ts|${beside}`),
    ...inside('renderer/base', base),
    ...inside('renderer/gallery', gallery),
    ...inside('cli', cli, `(index|start)\\.ts|${beside}`),
    ...inside('cli/commands', commands, '[^/]+\\.ts'),
    ...inside('renderer/screens/evaluate', evaluate, 'Evaluate(Screen|Body)\\.tsx'),
    ...inside('renderer/screens/runs', runs, 'RunsScreen\\.tsx'),
    ...inside('renderer/screens/label', labelScreen, 'LabelScreen\\.tsx'),
    ...inside('renderer/screens/review', reviewScreen, 'Review(Screen|Body)\\.tsx'),
    ...inside('renderer/screens/recipe', recipeScreen, '(RecipeScreen|YamlMenu)\\.tsx'),
    {
      name: 'screens-stand-alone',
      comment: 'a screen imports no other screen: what two need lies below both.',
      severity: 'error',
      from: { path: '^src/renderer/screens/([^/]+)/' },
      to: { path: '^src/renderer/screens/(?!$1/)' },
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
      name: 'contract-says-what-core-says',
      comment: 'the contract takes its words from core, so that no face depends on what lies behind it.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { path: '^src/(?!contract/|core/)' },
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
