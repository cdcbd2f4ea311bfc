/** The most places that one call looks into or begins to import; more of them are handled in several calls. */
export const mostPlaces = 100;

/** The most folders and files that are predicted together: a person may drop every image of a folder by itself. */
export const mostPredictedPaths = 1_000_000;
