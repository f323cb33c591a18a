import type { Expression } from './expression.ts';
import type { Json } from './graph.ts';
import type { ServiceName } from './node-type.ts';

export const comparisons = ['==', '!=', '>', '>=', '<', '<=', 'contains', 'exists'] as const;
export type Comparison = (typeof comparisons)[number];

interface OfNode {
  nodeId: string;
  /** What the node is called on the canvas: becomes a comment, or a name. */
  label: string;
}

/**
 * A graph as a structured program, the same for both languages. Each statement with a value assigns it to a variable
 * named after its node. Made from a checked graph only.
 */
export type Statement = OfNode &
  (
    | {
        kind: 'call';
        service: ServiceName;
        arguments: readonly (readonly [name: string, value: Expression])[];
      }
    | {
        kind: 'condition';
        left: Expression;
        op: Comparison;
        right: Expression;
        whenTrue: readonly Statement[];
        whenFalse: readonly Statement[];
      }
    | {
        kind: 'switch';
        value: Expression;
        cases: readonly { equals: string; body: readonly Statement[] }[];
        otherwise: readonly Statement[];
      }
    /** Its variable is `{item, index}` within the body, and `{count}` of the last run after it. */
    | { kind: 'forEach'; items: Expression; body: readonly Statement[] }
    | { kind: 'delay'; seconds: Expression }
    | { kind: 'transform'; fields: readonly (readonly [name: string, value: Expression])[] }
    /** Asks a person by mail and waits; its variable is `{approved}`. */
    | {
        kind: 'approval';
        provider: Expression;
        to: Expression;
        question: Expression;
        whenApproved: readonly Statement[];
        whenDeclined: readonly Statement[];
      }
    /** Runs only when one of the statements `reached` of the same flag has: where branches meet again. */
    | { kind: 'whenReached'; flag: string; body: readonly Statement[] }
    | { kind: 'reached'; flag: string }
  );

export interface Program {
  trigger: { nodeId: string; label: string; type: string; params: Record<string, Json> };
  body: readonly Statement[];
}

/** Source of one language, with the lines (from 1) of each node. */
export interface Code {
  text: string;
  /** Packages it needs, as `requirements.txt` or `package.json` name them. */
  requirements: readonly string[];
  /** Names it reads from the environment, each with the reason. */
  environment: readonly { name: string; reason: string }[];
  lines: readonly { nodeId: string; from: number; to: number }[];
}
