/** What starting Node and importing a module costs by itself. */
export const handler = undefined;
