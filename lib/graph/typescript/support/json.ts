import type { Piece } from '../piece.ts';

export const json: Piece = {
  text: `export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };`,
};
