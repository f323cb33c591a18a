import type { AuditEntry } from '../../../lib/contract/admin-routes.ts';
import { credits as inCredits, number } from '../format/credits.ts';

type Told = Pick<AuditEntry, 'act' | 'credits' | 'events'>;

/** What was done, without whom or what it was about: that stands behind it. */
export function actWords({ act, credits, events }: Told, locale?: string): string {
  const count = inCredits(Math.abs(credits ?? 0), locale);
  const words: Record<AuditEntry['act'], string> = {
    findUser: 'Found',
    lookAtUser: 'Opened',
    grantCredits: `Granted ${count} to`,
    clawBackCredits: `Clawed back ${count} from`,
    revealEvent: 'Showed the personal data of',
    redriveEvent: 'Put back',
    redriveEvents: `Put back ${number(events ?? 0, locale)} ${events === 1 ? 'event' : 'events'}`,
    countMetrics: 'Counted the metrics',
    makeAdmin: 'Made an admin of',
    endAdmin: 'No admin any more:',
  };
  return words[act];
}
