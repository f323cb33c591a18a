import type { CSSProperties } from 'react';

const stepMs = 45;
/** The last of many steps is not long in coming. */
const longestMs = 500;

/** When a step of the graph appears. */
export const turnDelay = (turn: number): CSSProperties => ({
  animationDelay: `${Math.min(turn * stepMs, longestMs)}ms`,
});
