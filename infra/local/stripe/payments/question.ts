import type { World } from '../world.ts';

/** Where the bank asks the buyer about an intent; it leads on to the shop when that said where. */
export function questionOf(world: World, { id }: { id: string }, returnUrl: string | undefined) {
  return { url: `${world.publicUrl}/authenticate/${id}`, returnUrl: returnUrl ?? null };
}
