import type { ServicePiece } from '../piece.ts';
import { number } from '../support/values.ts';

export const wait: ServicePiece = {
  service: 'wait',
  summary: 'Waits, a week at most.',
  call: 'WaitCall',
  fields: ['seconds: Json'],
  result: 'void',
  needs: [number],
  imports: [['node:timers/promises', 'setTimeout as sleep']],
  text: `const longestWaitSeconds = 604_800;

async function wait({ seconds }: WaitCall): Promise<void> {
  const asked = numberOf(seconds);
  if (asked === undefined || asked < 0) throw new Error(\`\${JSON.stringify(seconds)} is no number of seconds\`);
  await sleep(Math.min(asked, longestWaitSeconds) * 1_000);
}`,
};
