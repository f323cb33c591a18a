import type { Expression } from './expression.ts';
import type { Statement } from './program.ts';

/** The blocks of statements that stand within one. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'condition':
      return [statement.whenTrue, statement.whenFalse];
    case 'switch':
      return [...statement.cases.map(({ body }) => body), statement.otherwise];
    case 'forEach':
    case 'whenReached':
      return [statement.body];
    case 'approval':
      return [statement.whenApproved, statement.whenDeclined];
    default:
      return [];
  }
}

/** All statements, each before those within it. */
export function statementsIn(block: readonly Statement[]): Statement[] {
  return block.flatMap((statement) => [statement, ...blocksOf(statement).flatMap(statementsIn)]);
}

/** What a statement reads itself, without those within it. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'call':
      return statement.arguments.map(([, value]) => value);
    case 'condition':
      return [statement.left, statement.right];
    case 'switch':
      return [statement.value];
    case 'forEach':
      return [statement.items];
    case 'delay':
      return [statement.seconds];
    case 'transform':
      return statement.fields.map(([, value]) => value);
    case 'approval':
      return [statement.provider, statement.to, statement.question];
    default:
      return [];
  }
}
