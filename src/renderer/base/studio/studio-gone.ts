/** The studio's process ended during a call, so it is unknown whether the call was carried out. */
export class StudioGone extends Error {}
