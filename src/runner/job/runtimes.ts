/** What the studio must know of the TensorFlow that its engine would load; it speaks to the engine itself by messages only. */
export { askDriverLater, gpuFacts } from '../../engine/device';
export {
  type Build,
  chosenBuild,
  contentsFile,
  cudaFolder,
  damageOf,
  type OwnBuild,
  ownBuild,
  type RuntimePlaces,
  runtimePlaces,
} from '../../engine/installed';
