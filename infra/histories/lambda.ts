import type { Context } from 'aws-lambda';
import { lambdaContext } from '../testing/http-event.ts';

const { getRemainingTimeInMillis: _, ...timeless } = lambdaContext;

/** Without a word on the time that is left: middy would watch it by the real clock, and a run may stand still for long. */
export const timelessContext = timeless as Context;
