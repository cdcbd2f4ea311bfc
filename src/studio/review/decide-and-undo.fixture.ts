import { openProject } from '../project/project';
import { Reviews } from './reviews';

/** Run by a test as a process of its own, which is killed: decides about every image, takes it back, and so on. */
const [folder, labelling] = process.argv.slice(2);
const project = openProject(folder);
const reviews = new Reviews(project);
const labellingId = Number(labelling);
const { rows: count, classes } = await reviews.table(labellingId);
const rows = Int32Array.from({ length: count }, (_, row) => row);
process.stdout.write('ready\n');
// Where the test itself is ended nobody kills this any more.
const parent = process.ppid;
for (let round = 0; process.ppid === parent; round++) {
  const classId = classes[round % classes.length].id;
  await reviews.decide(labellingId, { rows, decision: 'relabel', classId });
  process.stdout.write('decided\n');
  if (round % 2 === 0) continue;
  await reviews.undo();
  await reviews.undo();
  await reviews.redo();
}
