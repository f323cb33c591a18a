/** Stable names of what can be wrong with a graph. */
type ProblemCode =
  | 'too_large'
  | 'wrong_shape'
  | 'duplicate_id'
  | 'reserved_id'
  | 'unknown_type'
  | 'invalid_param'
  | 'unneeded_credentials'
  | 'unsafe_text'
  | 'secret_in_value'
  | 'dangling_edge'
  | 'unknown_handle'
  | 'no_trigger'
  | 'several_triggers'
  | 'leads_to_trigger'
  | 'unreachable'
  | 'circle'
  | 'leaves_loop'
  | 'unreadable_reference'
  | 'unknown_reference'
  | 'reference_too_early'
  | 'too_deep';

/** One thing that is wrong, for people and for the place where it is shown. */
export interface GraphProblem {
  code: ProblemCode;
  message: string;
  /** `nodes[3].data.params.url`. */
  path: string;
  nodeId?: string;
  edgeId?: string;
}

export type Path = readonly (string | number)[];

/** `nodes[3].data.params.url`; names that are no words in quotes. */
export function pathText(path: Path): string {
  return path
    .map((part) => {
      if (typeof part === 'number') return `[${part}]`;
      return /^[\w$-]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
