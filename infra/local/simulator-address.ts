import { givenSettings } from './laptop-settings.ts';
import { laptopPorts, StartFault } from './ports.ts';
import { projectFolder, readEnvFile } from './project-folder.ts';

/** Where the commands find the Stripe simulator. With a real account's key there is none, and they say so. */
export function simulatorAddress(environment: Readonly<Record<string, string | undefined>>): string {
  const given = givenSettings(readEnvFile(projectFolder), environment);
  if (given.STRIPE_API_URL) return given.STRIPE_API_URL;
  if (given.STRIPE_SECRET_KEY) {
    throw new StartFault(
      'Stripe is the real one here. It has the Stripe CLI for its events, and test clocks for its time.',
    );
  }
  return `http://localhost:${laptopPorts.stripe}`;
}

/** `fetch` and the Stripe library each wrap it in their own way. */
export const isRefusedConnection = (error: unknown) =>
  error instanceof Error && /ECONNREFUSED/.test(`${error.message} ${chainOf(error)}`);

function chainOf({ cause }: Error): string {
  if (!(cause instanceof Error)) return '';
  const code = 'code' in cause ? String(cause.code) : '';
  return `${cause.message} ${code} ${chainOf(cause)}`;
}
