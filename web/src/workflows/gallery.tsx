import { Plus } from 'lucide-react';
import { useId } from 'react';
import { templates } from '../../../lib/graph/templates.ts';
import { Spinner } from '../components/spinner.tsx';
import { GraphSketch } from '../graph-view/graph-sketch.tsx';
import { emptyWorkflow } from './empty-workflow.ts';
import { useCreateWorkflow } from './use-create-workflow.ts';

const card =
  'flex h-full w-full flex-col rounded-card border border-line bg-surface text-left transition-colors duration-150 hover:border-control aria-disabled:opacity-55';

/** Workflows to start from; choosing one keeps a copy and opens it. */
export function Gallery() {
  const id = useId();
  const create = useCreateWorkflow();
  const start = (beginning: Parameters<typeof create.mutate>[0]) =>
    create.isPending || create.mutate(beginning);
  const isBusy = (name: string) => create.isPending && create.variables.name === name;
  return (
    <section aria-labelledby={id} className="pt-10">
      <h2 id={id} className="text-base">
        Or start from a template
      </h2>
      <p className="text-muted">Each is yours to change, and costs nothing.</p>
      <ul className="grid gap-4 pt-4 sm:grid-cols-2 lg:grid-cols-3">
        {templates.map(({ id: key, name, description, nodes, edges }) => (
          <li key={key}>
            <button
              type="button"
              aria-disabled={create.isPending || undefined}
              onClick={() => start({ name, description, graph: { nodes, edges } })}
              className={card}
            >
              <span className="canvas-dots grid h-32 w-full place-items-center rounded-t-card border-b border-line bg-ground p-4">
                <GraphSketch graph={{ nodes, edges }} className="max-h-full w-full" />
              </span>
              <span className="block p-4">
                <span className="flex items-center gap-2 font-semibold">
                  {name} {isBusy(name) && <Spinner />}
                </span>
                <span className="block pt-1 text-muted">{description}</span>
              </span>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-disabled={create.isPending || undefined}
            onClick={() => start(emptyWorkflow)}
            className={`${card} min-h-40 items-center justify-center border-dashed border-control text-center`}
          >
            {isBusy(emptyWorkflow.name) ? (
              <Spinner />
            ) : (
              <Plus className="size-5 text-muted" aria-hidden="true" />
            )}
            <span className="pt-2 font-semibold">Empty canvas</span>
            <span className="px-4 text-muted">A trigger, and nothing else yet.</span>
          </button>
        </li>
      </ul>
    </section>
  );
}
