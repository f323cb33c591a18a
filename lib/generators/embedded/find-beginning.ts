import { type Beginning, paymentMeant, readBeginning, webhookAbout, webhookOf } from './beginning.ts';
import type { Clause } from './clauses.ts';
import { readAmountComparison } from './comparison.ts';
import type { ReadText } from './read-text.ts';

export interface FoundBeginning extends Beginning {
  /** The clause that tells of it, which says nothing else; undefined when it was read from what is to be done. */
  clause: Clause | undefined;
  /** That it starts so is said, and not only assumed. */
  isSaid: boolean;
}

const any = { noun: '', table: '', at: 'trigger', fields: {} };

const withoutComparison = (text: string) => readAmountComparison(text, { about: any, it: any })?.rest ?? text;
const compares = (text: string) => withoutComparison(text) !== text;
const hasHappened =
  /\b(?:comes?|came|arriv\w+|is|are|gets?|placed|created|made|received|submitted|happens?|succeed\w*|fail\w*|opened|called|hit|sent|uploaded|posted|signs?|cancel\w*|pays?|changes?|opened|closed|new|disput\w+|refund\w*)\b/i;

/** A clause that says when: of several the first, and rather one that compares nothing. */
function saidBy(clauses: readonly Clause[], read: ReadText): FoundBeginning | undefined {
  const found = (clause: Clause, text: string): FoundBeginning[] => {
    const beginning = readBeginning(text, read);
    return beginning ? [{ ...beginning, clause, isSaid: true }] : [];
  };
  const of = (kind: Clause['kind'], isComparing: boolean) =>
    clauses
      .filter((clause) => clause.kind === kind && compares(clause.text) === isComparing)
      .flatMap((clause) => {
        const text = withoutComparison(clause.text);
        const isState =
          kind === 'if' &&
          /\b(?:is|are|contains?|equals?|has|have|exists?|there)\b/i.test(text) &&
          !/\b(?:is|are|was|gets|has been) (?:placed|cancell?ed|created|made|received|submitted|opened|refunded|disputed|declined|paid|not paid|deleted|sent|called|uploaded)\b/i.test(
            text,
          );
        const isOfStatus = kind === 'if' && /\b(?:status|state) (?:of|is)\b/i.test(text);
        return isState ||
          isOfStatus ||
          (kind === 'if' && isComparing && !hasHappened.test(text.replace(/\bis|are\b/g, '')))
          ? []
          : found(clause, text);
      });
  return (
    of('when', false)[0] ??
    of('when', true)[0] ??
    of('if', false)[0] ??
    of('if', true)[0] ??
    of('words', false)[0] ??
    of('words', true)[0]
  );
}

const newOnes =
  /\b(?:new|every|each|any|all|incoming|failed|successful|refunded|disputed|cancell?ed|unpaid|entries|submissions|that (?:succeed|fail|are)|when)\b|⟨event/i;

/** `Save every payment`: what is to be done tells what it is done with. */
function impliedBy(clauses: readonly Clause[], read: ReadText): FoundBeginning | undefined {
  for (const clause of clauses) {
    if (clause.kind !== 'do' || !newOnes.test(clause.text)) continue;
    const [, from = ''] =
      new RegExp(String.raw`((?:${newOnes.source}).*|\S+ that (?:succeed|fail).*)$`, 'i').exec(clause.text) ??
      [];
    const words = /\bthat (?:succeed|fail)/i.test(clause.text) ? clause.text : from;
    const beginning = readBeginning(
      words.replaceAll(
        /\b(?:to|in|into|on) (?:the |a |my |our )?(?:table |dynamo\w*|slack|discord|database).*$/gi,
        '',
      ),
      read,
    );
    if (beginning) return { ...beginning, clause: undefined, isSaid: true };
  }
  return undefined;
}

function assumed(clauses: readonly Clause[]): FoundBeginning {
  const telling = ['if', 'unless', 'when', 'each', 'switch', 'do'] as const;
  for (const kind of telling) {
    for (const clause of clauses.filter((one) => one.kind === kind)) {
      const words = kind === 'each' ? clause.text.replace(/^.*\b(?:in|of|from) /i, '') : clause.text;
      const about =
        kind === 'do'
          ? webhookAbout(
              words.replaceAll(
                /\b(?:webhook|message|customer|user|file|task|request|alert|people|person|comment)s?\b/gi,
                '',
              ),
            )
          : (paymentMeant(words) ?? webhookAbout(words));
      if (about)
        return { ...about, clause: undefined, isSaid: kind !== 'do' && kind !== 'each' && kind !== 'switch' };
    }
  }
  return { ...webhookOf('event', 'events'), label: 'Webhook', clause: undefined, isSaid: false };
}

/** What starts the workflow when no schedule does; something always does. */
export function findBeginning(clauses: readonly Clause[], read: ReadText): FoundBeginning {
  return saidBy(clauses, read) ?? impliedBy(clauses, read) ?? assumed(clauses);
}

/** An event that is told of beside a schedule, and leaves no doubt. */
export function findEvent(clauses: readonly Clause[], read: ReadText): FoundBeginning | undefined {
  const when = clauses.filter(
    ({ kind, text }) => kind === 'when' && !compares(text) && hasHappened.test(text),
  );
  const found = saidBy(when, read);
  return found && (found.type !== 'trigger.webhook' || found.params.path !== '/events') ? found : undefined;
}
