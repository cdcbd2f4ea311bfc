/** Makes a part that scrolls reachable by keyboard. */
export const reachable = { viewportProps: { tabIndex: 0 } };
