import type { NodeFamily } from '../../../lib/graph/node-type.ts';

// Written out, as Tailwind finds class names by reading the source.
export const familyColors = {
  trigger: { fill: 'fill-trigger', text: 'text-trigger', background: 'bg-trigger' },
  action: { fill: 'fill-action', text: 'text-action', background: 'bg-action' },
  logic: { fill: 'fill-logic', text: 'text-logic', background: 'bg-logic' },
  ai: { fill: 'fill-ai', text: 'text-ai', background: 'bg-ai' },
} as const satisfies Record<NodeFamily, unknown>;
