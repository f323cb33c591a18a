import type { ReadSteps } from '../plan.ts';
import { readAi } from './ai.ts';
import { readBusiness } from './business.ts';
import { digestSteps } from './digest.ts';
import { readEmail } from './email.ts';
import { readFetchedFirst, readHttp } from './http.ts';
import { readMessage } from './message.ts';
import { readCustomer, readInvoice, readRefund } from './stripe.ts';
import { readTable } from './table.ts';
import { readTransform } from './transform.ts';
import { readApproval, readLater, readWait, waitStep } from './waiting.ts';

/** The first that knows a clause reads it. */
const readers: readonly ReadSteps[] = [
  readWait,
  readApproval,
  readRefund,
  readInvoice,
  readCustomer,
  readTransform,
  readAi,
  readHttp,
  readTable,
  readMessage,
  readEmail,
  readBusiness,
];

const speaks =
  /^(?:send|tell|post|e-?mail|mail|notify|message|share|publish|give|forward|report|alert|ping|summari[sz]e|translate|announce|deliver|save|store|copy|record|archive|log|slack|discord)\b/i;

/** The steps of one clause, with what must be brought or put together before; undefined when no rule knows it. */
export const readSteps: ReadSteps = (clause, scope, reading) => {
  const [, once, later] =
    /^(.{4,}?)[\s,]+(?:and )?(?:then )?again ((?:after|in) .*|.* later)$/i.exec(clause) ?? [];
  const seconds = later && readLater(later)?.seconds;
  if (once && seconds) {
    const [first, second] = [readSteps(once, scope, reading), readSteps(once, scope, reading)];
    return first && second ? [...first, waitStep(seconds, reading), ...second] : undefined;
  }
  const delayed = readLater(clause);
  const rest = delayed && delayed.rest !== '' ? delayed.rest : clause;
  const wait = delayed && !/^(?:wait|pause|hold)\b/i.test(clause) ? [waitStep(delayed.seconds, reading)] : [];
  if (delayed?.rest === '') return wait;
  const fetched = speaks.test(rest) ? (readFetchedFirst(rest, scope, reading) ?? []) : [];
  const digest =
    speaks.test(rest) && !/^(?:summari|translate)/i.test(rest) ? digestSteps(rest, scope, reading) : [];
  for (const read of fetched.length > 0 ? readers.filter((one) => one !== readHttp) : readers) {
    const steps = read(fetched.length > 0 ? rest.replaceAll(/⟨address\d+⟩/g, 'it') : rest, scope, reading);
    if (steps) return [...wait, ...fetched, ...digest, ...steps];
  }
  return fetched.length > 0 ? fetched : undefined;
};
