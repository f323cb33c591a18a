import type { Piece } from '../piece.ts';
import { text } from './values.ts';

export const needed: Piece = {
  needs: [text],
  text: `/** What must not be missing when a service is asked. */
function needed(value: Json | undefined, name: string): string {
  const words = text(value);
  if (words === '') throw new Error(\`The workflow has no \${name} here\`);
  return words;
}`,
};
