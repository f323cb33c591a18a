import Stripe from 'stripe';
import { StartFault } from '../local/ports.ts';

const isWrongArgument = (error: unknown) =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const needsAwsIdentity = (error: unknown) =>
  error instanceof Error &&
  (error.name === 'CredentialsProviderError' || error.message === 'Region is missing');

/** Only the laptop's own ports refuse: AWS's addresses answer. */
const isRefused = (error: unknown) =>
  error instanceof Error &&
  [error, error.cause].some((one) => one instanceof Error && 'code' in one && one.code === 'ECONNREFUSED');

/** What the person at the keyboard is told of a failure: a line where they can mend it, else where it happened. */
function explain(error: unknown, usage: string): void {
  if (error instanceof StartFault) console.error(error.message);
  else if (isWrongArgument(error))
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
  else if (isRefused(error)) console.error('The laptop cloud is not running. Start it with: npm start');
  else if (error instanceof Stripe.errors.StripeConnectionError)
    console.error('Stripe cannot be reached. The laptop has its own while Cue runs: npm start');
  else if (error instanceof Stripe.errors.StripeError) console.error(`Stripe refused: ${error.message}`);
  else if (needsAwsIdentity(error))
    console.error('AWS needs credentials and a region: AWS_PROFILE and AWS_REGION, say. See docs/deploy.md.');
  else if (error instanceof Error && '$metadata' in error)
    console.error(`AWS refused: ${error.name}: ${error.message}`);
  else console.error(error);
}

/** Ends the process with the status that the command answers, or with 2 when it fails. */
export async function runCommand(usage: string, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    explain(error, usage);
    process.exitCode = 2;
  }
}
