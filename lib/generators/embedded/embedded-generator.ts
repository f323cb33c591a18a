import { checkGraph } from '../../graph/check/check-graph.ts';
import { type Graph, limits } from '../../graph/graph.ts';
import type { Generation, GenerationRequest, Generator } from '../generator.ts';
import { drawGraph } from './draw.ts';
import type { Step } from './plan.ts';
import { type Plan, readPlan } from './read-plan.ts';

const howTo =
  'Say when it starts and what is then to be done: “When a Stripe payment succeeds, email the customer a receipt.”';

const refusal = (reason: string): Generation => ({ outcome: 'notAWorkflow', reason });

function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...allSteps(Object.values(step.ways ?? {}).flat())]);
}

/** Steps that something outside notices, whatever else is in a text: a poem may well say "write". */
function hasEffect(steps: readonly Step[]): boolean {
  return allSteps(steps).some(
    ({ type, params }) =>
      (type === 'logic.approval' || !type.startsWith('logic.')) &&
      !['trigger', 'ai'].includes(type.split('.')[0] ?? '') &&
      !(type === 'http.request' && String(params.url).startsWith('{{env.')),
  );
}

const question = /^\s*(?:what|who|why|where|how|which|is|are|does|do|did|was|were)\b[^.!]*\?*\s*$/i;

function whyNot(description: string, plan: Plan): string | undefined {
  if (!/\p{L}/u.test(description)) return `There is nothing to read in it. ${howTo}`;
  if (
    plan.steps.length === 1 ||
    !allSteps(plan.steps.slice(1)).some(
      ({ type }) => !['logic.condition', 'logic.switch', 'logic.forEach', 'logic.delay'].includes(type),
    )
  )
    return plan.hasStart
      ? `It says when something happens, but nothing that could be done then was found in it. ${howTo}`
      : `No automation was found in this text. ${howTo}`;
  if (plan.hasStart) return undefined;
  if (question.test(description)) return `This reads as a question, not as something to automate. ${howTo}`;
  if (!hasEffect(plan.steps) || plan.unplaced > plan.understood)
    return `No automation was found in this text. ${howTo}`;
  return undefined;
}

const shortNames: Record<string, string> = {
  'trigger.stripe': 'stripe',
  'trigger.schedule': 'schedule',
  'trigger.form': 'form',
  'trigger.webhook': 'webhook',
};

/** `stripe-to-dynamodb`: what starts it, and the first that it does. */
function patternOf({ nodes }: Graph): string {
  const [trigger, first] = nodes.map(({ type }) => type);
  const [family = '', name = ''] = (first ?? '').split('.');
  const step = family === 'logic' ? name : family;
  return `${shortNames[trigger ?? ''] ?? 'webhook'}-to-${step.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function generate({ description, preferences }: GenerationRequest): Generation {
  const plan = readPlan(description, preferences);
  const reason = whyNot(description, plan);
  if (reason) return refusal(reason);
  // Laying out so many would cost more than refusing them.
  if (allSteps(plan.steps).length > limits.nodes)
    return refusal(`A workflow can have at most ${limits.nodes} steps; this text names more.`);
  const { graph, problems } = checkGraph(drawGraph(plan.steps));
  // A text can hold what no workflow may: a password, an address that is none.
  if (!graph)
    return refusal(
      `This cannot become a workflow. ${problems
        .slice(0, 3)
        .map(({ message }) => `${message}.`)
        .join(' ')}`,
    );
  return { outcome: 'graph', graph, template: patternOf(graph), remarks: plan.remarks };
}

/** Reads sentences by rules: no network, the same answer every time. What it understands: docs/generator.md. */
export const embeddedGenerator: Generator = {
  name: 'embedded',
  generate: async (request) => generate(request),
};
