import { z } from 'zod';
import type { World } from '../world.ts';
import { type ControlRoute, parsed } from './route.ts';

const fault = z.strictObject({
  method: z.enum(['GET', 'POST', 'DELETE']).optional(),
  path: z.string().startsWith('/').max(200).default('/v1/*'),
  count: z.int().min(1).max(1_000_000).default(1),
  answer: z.union([z.literal(404), z.literal(429), z.literal(500), z.enum(['timeout', 'cut'])]),
  effect: z.boolean().default(false),
});

/** The list replaces the one before, so `{"faults":[]}` heals the API. */
const faults = z.strictObject({ faults: z.array(fault).max(100).default([]) });

const state = ({ apiFaults }: World) => ({ faults: apiFaults.filter(({ count }) => count > 0) });

export const apiFaultControls: ControlRoute[] = [
  { method: 'GET', path: '/_sim/api-faults', answer: state },
  {
    method: 'POST',
    path: '/_sim/api-faults',
    answer(scene, { body }) {
      scene.apiFaults.splice(0, Number.POSITIVE_INFINITY, ...parsed(faults, body).faults);
      return state(scene);
    },
  },
];
