import type { Code } from '../program.ts';

/** A part of the file that stands there when something needs it. */
export interface Piece {
  needs?: readonly Piece[];
  /** Statements of the top: `import json`. */
  imports?: readonly string[];
  /** As `requirements.txt` has them: `boto3==1.44.5`. */
  requirements?: readonly string[];
  environment?: Code['environment'];
  text: string;
}

/** A method of the class `Services`. */
export interface ServicePiece extends Piece {
  /** Has Stripe do something, under a key by which it is done once. */
  keyed?: true;
}

/** Pieces with all they need, each once. */
export function withNeeds(pieces: readonly Piece[]): Piece[] {
  const found = new Set<Piece>(pieces);
  for (const piece of found) for (const needed of piece.needs ?? []) found.add(needed);
  return [...found];
}

const declaration = /^(?:def |class )?(\w+)(?=\(|:| = )/gm;

/** What pieces declare and import: no variable may be called so. */
export function namesIn(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ text, imports = [] }) => [
    ...[...text.matchAll(declaration)].map(([, name = '']) => name),
    ...imports.flatMap((statement) => statement.match(/\w+/g) ?? []),
  ]);
}

/** As isort has them: whole modules first, and of each module one line. */
export function printImports(pieces: readonly Piece[]): string {
  const statements = [...new Set(pieces.flatMap(({ imports }) => imports ?? []))].sort();
  const whole = statements.filter((statement) => statement.startsWith('import '));
  const names = new Map<string, Set<string>>();
  for (const [, module = '', listed = ''] of statements.join('\n').matchAll(/^from (\S+) import (.+)$/gm))
    names.set(module, new Set([...(names.get(module) ?? []), ...listed.split(', ')]));
  const parts = [...names].map(([module, some]) => `from ${module} import ${[...some].sort().join(', ')}`);
  return [...whole, ...parts].join('\n');
}
