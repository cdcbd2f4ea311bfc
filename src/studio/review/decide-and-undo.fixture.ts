import { openProject } from '../project/folder/project';
import { Reviews } from './table/reviews';

/** A test runs this as a process of its own, which it kills: it decides about every image, undoes that, and so on. */
const [folder, labelling] = process.argv.slice(2);
const project = openProject(folder);
const reviews = new Reviews(project);
const labellingId = Number(labelling);
const { rows: count, classes } = await reviews.table(labellingId);
const rows = Int32Array.from({ length: count }, (_, row) => row);
process.stdout.write('ready\n');
// If the test itself is ended, nobody kills this process any more, so it ends when its parent is gone.
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
