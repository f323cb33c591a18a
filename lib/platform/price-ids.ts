import { keptFor } from './kept-for.ts';
import type { Outside } from './outside.ts';

// As other parameters: an id that `npm run stripe:setup` has changed is picked up within this time.
const maxAgeMs = 300_000;

/**
 * Ids of prices by the settings that the plan catalog names (`STRIPE_PRICE_ID_…`): the environment first, then SSM
 * parameters under `PARAMETER_PATH`. Asked for when first needed; names without a value are left out.
 */
export function priceIdReader(
  names: readonly string[],
  { environment, ...outside }: Outside,
): () => Promise<ReadonlyMap<string, string>> {
  const given = names.flatMap((name): [string, string][] => {
    const { [name]: id } = environment;
    return id ? [[name, id]] : [];
  });
  const path = environment.PARAMETER_PATH;
  const wanted = names.filter((name) => !environment[name]);
  return keptFor(maxAgeMs, outside.clock, async () => {
    if (!path || wanted.length === 0) return new Map(given);
    const { parameterReader } = await import('./parameters.ts');
    const found = await parameterReader(path, { environment, ...outside })(wanted);
    return new Map([...given, ...Object.entries(found)]);
  });
}
