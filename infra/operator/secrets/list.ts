import type { Parameters } from '../parameters.ts';
import { lacksSignIn, stateOf, type WantedSetting } from './wanted.ts';

interface ListDeps {
  parameters: Parameters;
  print(line: string): void;
  payments: boolean;
}

/** A line a setting, never with its value. Answers whether the stage has all that it needs. */
export async function listSettings(
  { parameters, print, payments }: ListDeps,
  wanted: WantedSetting[],
): Promise<boolean> {
  const values = await parameters.read(wanted.map(({ name }) => name));
  const rows = wanted.map((setting) => ({ ...setting, state: stateOf(setting, { values, payments }) }));
  for (const { name, state, reason, writtenBy } of rows) {
    const by = writtenBy && state !== 'set' ? ` Written by ${writtenBy}.` : '';
    print(`${name.padEnd(28)} ${state.padEnd(11)} ${reason}${by}`);
  }
  const lacking = rows.filter(({ state }) => state === 'missing' || state === 'not valid');
  const verdict = [
    ...lacking.map(({ name, state }) => `${name} is ${state}`),
    ...(lacksSignIn({ values, payments }) ? ["nobody can sign in without Google's pair or GitHub's"] : []),
  ];
  print(verdict.length === 0 ? 'All that this stage needs is set.' : `${verdict.join(', ')}.`);
  return verdict.length === 0;
}
