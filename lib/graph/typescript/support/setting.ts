import type { Piece } from '../piece.ts';

export const setting: Piece = {
  text: `/** A name of the environment that must be there. */
function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(\`\${name} is not set: .env.example says what it is\`);
  return value;
}`,
};
