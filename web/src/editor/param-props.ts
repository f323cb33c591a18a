import type { GraphNode, Json } from '../../../lib/graph/graph.ts';
import type { ParamField } from '../../../lib/graph/node-type.ts';

export interface ParamProps {
  node: GraphNode;
  field: ParamField;
  value: Json | undefined;
  /** What is wrong with it, in a sentence or more. */
  error: string | undefined;
  onChange: (value: Json | undefined) => void;
}
