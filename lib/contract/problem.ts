import * as z from 'zod/mini';

/** RFC 9457 problem details: what every error answer of the API holds. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  requestId: z.string(),
});

z.globalRegistry.add(problem, { id: 'Problem' });

export type Problem = z.output<typeof problem>;
