export { type Clusters, centreOf, clusterCount, clustered, typicalOf } from './clusters';
export { cosine, directionOf, likestFirst } from './likeness';
export { lookOf, lookSide, lookWidth, quantised } from './look';
export { type OpenCluster, typicalFirst } from './typical-first';
