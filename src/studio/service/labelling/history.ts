/** So many steps are listed; older ones are undone one after the other. */
export const historyTold = 200;
