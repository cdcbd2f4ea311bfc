/** How many steps are listed; older ones can only be undone one after the other. */
export const historyTold = 200;
