import type { Code } from '../program.ts';

/** A part of the file that stands there when something needs it. */
export interface Piece {
  needs?: readonly Piece[];
  imports?: readonly (readonly [module: string, name: string])[];
  /** As `package.json` has them: `croner@10.0.0`. */
  requirements?: readonly string[];
  environment?: Code['environment'];
  text: string;
}

/** Does the work of nodes, in a function that bears the service's name. */
export interface ServicePiece extends Piece {
  service: string;
  /** One sentence for the list of services. */
  summary: string;
  /** The type of the function's argument, and what is in it: `url: Json`. */
  call: string;
  fields: readonly string[];
  result: string;
  /** Takes a key under which Stripe does what it is asked once. */
  keyed?: true;
}

/** Pieces with all they need, each once and before what it is made with. */
export function withNeeds(pieces: readonly Piece[]): Piece[] {
  const found = new Set<Piece>(pieces);
  for (const piece of found) for (const needed of piece.needs ?? []) found.add(needed);
  return [...found];
}

const declaration = /^(?:export )?(?:async )?(?:function|const|let|class|interface|type) (\w+)/gm;

/** What pieces declare and import: no variable may be called so. */
export function namesIn(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ text, imports = [] }) => [
    ...[...text.matchAll(declaration)].map(([, name = '']) => name),
    ...imports.map(([, name]) => name.split(' ').at(-1) ?? name),
  ]);
}

/** `import { createServer } from 'node:http';`, one line a module. */
export function printImports(pieces: readonly Piece[]): string {
  const modules = new Map<string, Set<string>>();
  for (const [module, name] of pieces.flatMap(({ imports }) => imports ?? []))
    modules.set(module, (modules.get(module) ?? new Set()).add(name));
  return [...modules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, names]) => printImport(module, [...names].sort()))
    .join('\n');
}

function printImport(module: string, names: readonly string[]): string {
  return `import { ${names.join(', ')} } from '${module}';`;
}
