import type { Expression } from './expression.ts';
import type { Program, Statement } from './program.ts';
import { statementsIn } from './statements.ts';

export type MailProvider = 'ses' | 'sendgrid';

/** The names of all that a program does outside, in the order in which it is used. */
export function servicesUsedBy({ body }: Program): string[] {
  return [...new Set(statementsIn(body).flatMap(serviceOf))];
}

function serviceOf(statement: Statement): string[] {
  if (statement.kind === 'call') return [statement.service];
  if (statement.kind === 'delay') return ['wait'];
  return statement.kind === 'approval' ? ['askApproval'] : [];
}

/** By whom it sends mail, or asks for approval. */
export function providersOf({ body }: Program, service: 'sendEmail' | 'askApproval'): MailProvider[] {
  const named = statementsIn(body).flatMap((statement) =>
    serviceOf(statement).includes(service) ? providerOf(statement) : [],
  );
  return [...new Set(named)].sort();
}

function providerOf(statement: Statement): MailProvider[] {
  if (statement.kind === 'approval') return [nameOf(statement.provider)];
  if (statement.kind !== 'call') return [];
  return statement.arguments.filter(([name]) => name === 'provider').map(([, value]) => nameOf(value));
}

const nameOf = (value: Expression): MailProvider =>
  value.kind === 'literal' && value.value === 'sendgrid' ? 'sendgrid' : 'ses';

export const asksApproval = (program: Program) => servicesUsedBy(program).includes('askApproval');

/** Runs that wait for a person or a while take longer than whoever started them will listen. */
export const takesLong = (program: Program) =>
  asksApproval(program) || servicesUsedBy(program).includes('wait');
