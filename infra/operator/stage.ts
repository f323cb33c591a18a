import * as z from 'zod/mini';
import { settings } from '../../lib/contract/settings.ts';
import { StartFault } from '../local/ports.ts';

/** The stage as it stands in names on AWS. */
export function requireStage(given: string): string {
  const { success } = z.safeParse(settings.STAGE.schema, given);
  if (success) return given;
  throw new StartFault(`${given} is no stage: small letters and digits, at most 16, a letter first.`);
}
