import { writeTwoItems } from './two-items.ts';

/** Nothing but the transaction. */
export async function handler({ cause }: { cause: string }) {
  await writeTwoItems(cause, cause, 25);
}
