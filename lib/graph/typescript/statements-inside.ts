import type { Statement } from '../program.ts';
import { expressionsOf, statementsIn } from '../statements.ts';
import { referencesIn } from '../texts.ts';

export function refersTo(block: readonly Statement[], nodeId: string): boolean {
  return statementsIn(block)
    .flatMap(expressionsOf)
    .some((expression) => referencesIn(expression).some((reference) => reference.nodeId === nodeId));
}

/** Whether the flag can be set by it or by what stands within it. */
export function sets(statement: Statement, flag: string): boolean {
  return statementsIn([statement]).some((inner) => inner.kind === 'reached' && inner.flag === flag);
}
