import { z } from 'zod';
import { invalidRequest } from '../errors.ts';
import type { Method } from '../http/route.ts';
import type { Scene } from '../world.ts';

export interface ControlRoute {
  method: Method;
  path: string;
  answer(
    scene: Scene,
    request: { path: Record<string, string>; query: URLSearchParams; body: unknown },
  ): unknown;
}

export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalidRequest(z.prettifyError(result.error));
}
