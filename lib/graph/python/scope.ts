import type { Names } from '../names.ts';
import type { Program, Statement } from '../program.ts';
import { expressionsOf, statementsIn } from '../statements.ts';
import { referencesIn } from '../texts.ts';
import type { Scope } from './print-statements.ts';

/** Neither of these brings anything about that could be read. */
const withoutValue = new Set<Statement['kind']>(['condition', 'switch', 'delay', 'whenReached', 'reached']);

export function scopeOf(program: Program, names: Names, commented: boolean): Scope {
  const statements = statementsIn(program.body);
  const empty = new Set(statements.filter(({ kind }) => withoutValue.has(kind)).map(({ nodeId }) => nodeId));
  for (const { nodeId, kind } of statements) if (!withoutValue.has(kind)) empty.delete(nodeId);
  const all = readsOf(program.body);
  return {
    variableOf: (nodeId) => (empty.has(nodeId) ? 'None' : names.variable(nodeId)),
    flagOf: names.flag,
    readsIn: (nodeId, block) => readsOf(block).get(nodeId) ?? 0,
    readsInAll: (nodeId) => all.get(nodeId) ?? 0,
    commented,
  };
}

/** How often the value of each node is read. */
function readsOf(block: readonly Statement[]): Map<string, number> {
  const reads = new Map<string, number>();
  const references = statementsIn(block).flatMap(expressionsOf).flatMap(referencesIn);
  for (const { nodeId } of references) reads.set(nodeId, (reads.get(nodeId) ?? 0) + 1);
  return reads;
}
