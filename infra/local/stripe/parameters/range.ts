import type { Range } from '../store/conditions.ts';
import { type Check, integer } from './checks.ts';
import { shape } from './shape.ts';

const bounds = shape({ gt: integer(), gte: integer(), lt: integer(), lte: integer() });

/** `created=5` asks for that second, `created[gte]=5` for all since. */
export function timeRange(): Check<Range> {
  return {
    required: false,
    read(value, param) {
      if (typeof value !== 'string') return bounds.read(value, param);
      const second = integer().read(value, param);
      return { gte: second, lte: second };
    },
  };
}
