import type { Expression } from './expression.ts';
import type { Program, Statement } from './program.ts';
import { expressionsOf, statementsIn } from './statements.ts';

/** What a program calls beside services; each language has its own parts of the file for it. */
interface ValuePieces<Piece> {
  part: Piece;
  text: Piece;
  compare: Piece;
  contains: Piece;
  exists: Piece;
  items: Piece;
  setting: Piece;
}

export function piecesUsedBy<Piece>(program: Program, pieces: ValuePieces<Piece>): Piece[] {
  const used = [
    ...statementsIn(program.body).map(neededBy),
    ...expressionsIn(program).map(neededForValue),
  ].filter((name) => name !== undefined);
  return [...new Set(used)].map((name) => pieces[name]);
}

/** Settings that parameters name. */
export function settingsUsedBy(program: Program): string[] {
  const names = expressionsIn(program).flatMap((one) => (one.kind === 'environment' ? [one.name] : []));
  return [...new Set(names)];
}

const expressionsIn = (program: Program) =>
  statementsIn(program.body).flatMap(expressionsOf).flatMap(allWithin);

type PieceName = keyof ValuePieces<unknown>;

function neededBy(statement: Statement): PieceName | undefined {
  if (statement.kind === 'switch') return 'text';
  if (statement.kind === 'forEach') return 'items';
  if (statement.kind !== 'condition') return undefined;
  return statement.op === 'exists' || statement.op === 'contains' ? statement.op : 'compare';
}

function neededForValue(expression: Expression): PieceName | undefined {
  if (expression.kind === 'environment') return 'setting';
  if (expression.kind === 'text') return 'text';
  return expression.kind === 'reference' && expression.path.length > 0 ? 'part' : undefined;
}

function allWithin(expression: Expression): Expression[] {
  return [expression, ...partsOf(expression).flatMap(allWithin)];
}

function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'text') return expression.parts;
  if (expression.kind === 'list') return expression.items;
  return expression.kind === 'object' ? expression.entries.map(([, value]) => value) : [];
}
