import type { Known } from '../known.ts';
import type { Played } from '../played-services.ts';
import { insist, sum } from './insist.ts';
import type { Due, PlanBack } from './stripes-view.ts';

interface Template {
  subject: RegExp;
  /** How many mails the person's checkouts make due, and how many they may have made at the most. */
  least(due: Due): number;
  most(due: Due): number;
}

const times = (holds: boolean) => (holds ? 1 : 0);

const templates: Record<string, Template> = {
  receipt: {
    subject: /^Your receipt: \d+ credits? for /,
    least: ({ status }) => times(status === 'paid'),
    most: ({ status }) => times(status === 'paid'),
  },
  'payment failed': {
    subject: /^Your payment of .+ did not go through$/,
    least: ({ status }) => times(status === 'failed'),
    most: ({ status }) => times(status === 'failed'),
  },
  // Of money that came back before its mail was made, nothing is told.
  refund: { subject: /^We refunded /, least: (due) => due.refundsStanding, most: (due) => due.refunds },
  'refund failed': {
    subject: /^Our refund of /,
    least: () => 0,
    most: (due) => due.refunds - due.refundsStanding,
  },
  dispute: {
    subject: /^Your bank has taken back /,
    least: (due) => due.disputes - due.disputesReinstated,
    most: (due) => due.disputes,
  },
  'dispute over': {
    subject: /^The dispute over /,
    least: () => 0,
    most: (due) => due.disputesReinstated,
  },
};

/** Whether its sender met a fault after SES had it: then nobody knew that it was sent, and a second one may come. */
export const isExcused = ({ run, faultsBefore }: Played['mails'][number]) =>
  (run?.faults ?? 0) > faultsBefore;

const nothingBought = { sessionId: '', status: 'open', granted: 0, clawedBack: 0 } as const;

/** Each mail that is due, once; a second copy only where a fault fell between SES and the mark that it was sent. */
export function holdMails(
  { people }: Known,
  { dues, backs }: { dues: Due[]; backs: PlanBack[] },
  mails: Played['mails'],
): void {
  for (const { userId, email } of people) {
    const theirs = [...dues, ...backs.map((back) => ({ ...nothingBought, ...back }))].filter(
      (due) => due.userId === userId,
    );
    const toThem = mails.filter(({ to }) => to === email);
    for (const [name, { subject, least, most }] of Object.entries(templates)) {
      const sent = toThem.filter((mail) => subject.test(mail.subject));
      const certain = sent.filter((mail) => !isExcused(mail)).length;
      const words = `${userId} got ${sent.length} mails "${name}", ${certain} of them without a fault`;
      insist(sent.length >= sum(theirs.map(least)), `${words}: too few`);
      insist(certain <= sum(theirs.map(most)), `${words}: too many`);
    }
  }
}
