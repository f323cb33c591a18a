import { StartFault } from '../../local/ports.ts';
import type { SetDeps } from './set.ts';
import { modeOf, stripeKeys } from './stripe-mode.ts';
import { requireValid, type WantedSetting } from './wanted.ts';

/**
 * Both keys of Stripe at once, in whichever mode. For a stage that was given the wrong ones first: whoever is a
 * customer in one mode could not buy in the other.
 */
export async function changeMode(
  deps: Pick<SetDeps, 'parameters' | 'print' | 'askFor'>,
  wanted: WantedSetting[],
): Promise<void> {
  const both = wanted.filter(({ name }) => stripeKeys.includes(name));
  const values: string[] = [];
  for (const setting of both) values.push((await deps.askFor(setting, false)).trim());
  for (const [index, setting] of both.entries()) requireValid(setting, values[index] ?? '');
  if (new Set(values.map(modeOf)).size > 1)
    throw new StartFault('One of the keys is a live one and the other a test one; nothing was written.');
  for (const [index, { name, kept }] of both.entries()) {
    await deps.parameters.write(name, values[index] ?? '', kept);
    deps.print(`${deps.parameters.placeOf(name)} written`);
  }
  deps.print('What npm run stripe:setup made is of the other mode. Run it again.');
}
