import type { Program } from './program.ts';
import { statementsIn } from './statements.ts';

/** Names that a program can do without, with what then holds. */
export const usualSettings: Readonly<Record<string, string>> = {
  PORT: '3000',
  PUBLIC_URL: 'http://localhost:3000',
  STRIPE_API_URL: 'https://api.stripe.com',
  SENDGRID_API_URL: 'https://api.sendgrid.com',
  OPENAI_BASE_URL: 'https://api.openai.com/v1',
  OPENAI_MODEL: '',
  AWS_ENDPOINT_URL: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
};

export function isOptional(name: string, program: Program): boolean {
  if (!Object.hasOwn(usualSettings, name)) return false;
  return name !== 'OPENAI_MODEL' || !leavesModelOpen(program);
}

/** Whether a prompt is to be answered by the model of the settings. */
function leavesModelOpen({ body }: Program): boolean {
  return statementsIn(body).some(
    (statement) =>
      statement.kind === 'call' &&
      statement.service === 'promptModel' &&
      statement.arguments.some(
        ([name, value]) => name === 'model' && value.kind === 'literal' && value.value === null,
      ),
  );
}
