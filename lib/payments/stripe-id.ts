import * as z from 'zod/mini';

/** Stripe's reference to another object: its id, or the object itself where it was expanded. */
export const idOrObject = z.union([
  z.string(),
  z.pipe(
    z.looseObject({ id: z.string() }),
    z.transform((object: { id: string }) => object.id),
  ),
]);
