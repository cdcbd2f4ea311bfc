export { clusterImages, clusterViews } from './clusters';
export { likenessChoice } from './network';
export { isPrepared, prepareLikeness } from './prepare';
export { similarImages } from './similar';
export { typicalImages } from './typical';
