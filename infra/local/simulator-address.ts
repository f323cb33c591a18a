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

/** `fetch` keeps what happened as the cause of its error, the Stripe library as the detail of its own. */
export function isRefusedConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'ECONNREFUSED') return true;
  return isRefusedConnection(error.cause) || ('detail' in error && isRefusedConnection(error.detail));
}
