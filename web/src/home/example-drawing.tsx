import { templates } from '../../../lib/graph/templates.ts';
import { DrawnFigure } from '../generate/drawn-figure.tsx';

/** One with branches: the graph shows what a list of steps could not. */
const shownId = 'large-orders';

/** A template, drawn and compiled here: nothing is asked of the API for it. */
export function ExampleDrawing() {
  const template = templates.find(({ id }) => id === shownId);
  if (!template) return null;
  const { description } = template;
  return (
    <DrawnFigure graph={template} description={description}>
      <p>
        <span className="text-muted">An example: </span>
        {description}
      </p>
    </DrawnFigure>
  );
}
