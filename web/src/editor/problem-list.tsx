import type { GraphProblem } from '../../../lib/graph/check/problem.ts';
import type { Graph } from '../../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { useEditing } from './editor-context.ts';
import { paramOf } from './param-problems.ts';

/** What keeps the graph from becoming code, each with a jump to its place. */
export function ProblemList() {
  const { state, dispatch, problems } = useEditing();
  const { graph } = state.present;
  const jump = ({ nodeId, edgeId }: GraphProblem) => {
    const edge = graph.edges.find(({ id }) => id === edgeId);
    const to = nodeId ?? edge?.source;
    if (to !== undefined) dispatch({ kind: 'open', nodeId: to });
  };
  return (
    <div>
      <p className="pb-1 font-semibold text-ink">
        {problems.length === 1 ? 'One thing to put right' : `${problems.length} things to put right`}
      </p>
      <ul className="space-y-1">
        {problems.map((problem) => {
          const place = placeOf(problem, graph);
          return (
            <li key={`${problem.path} ${problem.message}`} className="text-xs break-words text-muted">
              {place && (
                <button
                  type="button"
                  className="link py-0.5 text-left pointer-coarse:py-2.5"
                  onClick={() => jump(problem)}
                >
                  {place}
                </button>
              )}
              {place && ': '}
              {problem.message}.
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** `Send receipt, To`; empty when it is about the whole. */
function placeOf(problem: GraphProblem, { nodes, edges }: Graph): string {
  const edge = edges.find(({ id }) => id === problem.edgeId);
  const node = nodes.find(({ id }) => id === (problem.nodeId ?? edge?.source));
  if (!node) return '';
  const field = nodeTypeOf(node.type)?.fields.find(({ name }) => name === paramOf(problem));
  return field ? `${node.data.label}, ${field.label}` : node.data.label;
}
