/** What the studio must know about the TensorFlow that its engine would load; with the engine itself it exchanges only messages. */
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
