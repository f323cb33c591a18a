import { ArrowRight, X } from 'lucide-react';
import { useId } from 'react';
import { isTrigger } from '../../../lib/graph/flow.ts';
import type { GraphNode } from '../../../lib/graph/graph.ts';
import { Button } from '../components/button.tsx';
import { useEditing } from './editor-context.ts';
import { inputLook } from './field-frame.tsx';
import { edgesFrom, newEdge, waysOut, wayWords } from './ways.ts';

/** Where a step leads: what dragging on the canvas does, by keyboard. */
export function Connections({ node }: { node: GraphNode }) {
  const ways = waysOut(node);
  if (ways.length === 0) return null;
  return (
    <section aria-label="What follows" className="space-y-3 border-t border-line pt-4">
      <h3>What follows</h3>
      {ways.map((way) => (
        <WayOut key={way} node={node} way={way} />
      ))}
    </section>
  );
}

function WayOut({ node, way }: { node: GraphNode; way: string }) {
  const { state, dispatch } = useEditing();
  const { graph } = state.present;
  const id = useId();
  const words = wayWords(node, way);
  const possible = graph.nodes.filter(
    (one) => !isTrigger(one) && newEdge(graph, { nodeId: node.id, handle: way }, one.id),
  );
  const labels = new Map(graph.nodes.map((one) => [one.id, one.data.label]));
  const connect = (target: string) =>
    dispatch({ kind: 'edit', edit: { kind: 'connect', source: node.id, handle: way, target } });
  return (
    <div className="space-y-1">
      {words && <p className="text-xs text-muted">{words}</p>}
      <ul>
        {edgesFrom(graph, node, way).map((edge) => (
          <li key={edge.id} className="flex items-center gap-2">
            <ArrowRight className="size-4 shrink-0 text-muted" aria-hidden="true" />
            <button
              type="button"
              className="min-w-0 flex-1 truncate rounded-input py-1 text-left hover:underline pointer-coarse:py-2.5"
              onClick={() => dispatch({ kind: 'open', nodeId: edge.target })}
            >
              {labels.get(edge.target)}
            </button>
            <Button
              look="quiet"
              size="icon"
              className="-mr-1 shrink-0"
              aria-label={`Disconnect from ${labels.get(edge.target)}`}
              onClick={() =>
                dispatch({ kind: 'edit', edit: { kind: 'remove', nodes: [], edges: [edge.id] } })
              }
            >
              <X className="size-4" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {possible.length > 0 && (
        <>
          <label htmlFor={id} className="sr-only">
            {words ? `Connect ${words} to` : 'Connect to'}
          </label>
          <select
            id={id}
            value=""
            onChange={({ target }) => connect(target.value)}
            className={`${inputLook(false)} h-9 text-muted pointer-coarse:h-10`}
          >
            <option value="">Connect to…</option>
            {possible.map((one) => (
              <option key={one.id} value={one.id}>
                {one.data.label}
              </option>
            ))}
          </select>
        </>
      )}
    </div>
  );
}
