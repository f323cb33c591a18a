/** What a step can begin with, in its base form. */
const verbs =
  'email e-mail mail send post save store record log persist write put insert add keep archive fetch get download pull call hit request check retrieve load read look lookup find query list search ask wait pause hold refund reimburse invoice bill create make generate draft summarize summarise classify categorize categorise translate extract analyze analyse rewrite score notify message ping alert tell inform announce publish share remind forward thank greet welcome ship fulfil fulfill deliver dispatch update set rename format transform convert combine approve let use trigger submit sync push deploy cancel reject decline assign book schedule print charge tag do text dm register upload escalate delete remove apologize give patch respond reply slack discord report issue warn copy append congratulate require compute calculate say skip ignore collect move drop'.split(
    ' ',
  );
const known = new Set(verbs);

const irregular: Record<string, string> = {
  sent: 'send',
  written: 'write',
  told: 'tell',
  kept: 'keep',
  put: 'put',
  made: 'make',
  given: 'give',
  read: 'read',
  billed: 'bill',
  set: 'set',
};

function firstKnown(candidates: readonly string[]): string | undefined {
  return candidates.find((candidate) => known.has(candidate));
}

/** `saved` is save; undefined when it is no verb of ours. */
export function baseOfParticiple(word: string): string | undefined {
  const lower = word.toLowerCase();
  return Object.hasOwn(irregular, lower)
    ? irregular[lower]
    : firstKnown([lower.slice(0, -2), lower.slice(0, -1), lower.slice(0, -3), `${lower.slice(0, -3)}y`]);
}

/** `refunding` is refund. */
export function baseOfGerund(word: string): string | undefined {
  const stem = word.toLowerCase().slice(0, -3);
  return firstKnown([stem, `${stem}e`, stem.slice(0, -1)]);
}

/** `posts` is post. */
export function baseOfThirdPerson(word: string): string | undefined {
  const lower = word.toLowerCase();
  return lower.endsWith('s')
    ? firstKnown([lower.slice(0, -1), lower.slice(0, -2), `${lower.slice(0, -3)}y`])
    : undefined;
}

const fillers =
  /^(?:(?:please|also|then|just|immediately|automatically|finally|always|kindly|first|next|afterwards|only then|only|directly|quickly|instead|again|simply|i|we|you|it|should|must|will|shall|to|have to|need to|want to|would like to|in addition|additionally|lastly|at the end|at last|after that|don't forget to|thanks)\b[\s,]*)+/i;

export function withoutFillers(text: string): string {
  return text.replace(/^[\s,;:.!→-]+/, '').replace(fillers, '');
}

/** These are as often the thing that is spoken of. */
const nounsToo =
  /^(?:post\s+(?:is|are|was|were|has|of|contains)\b|(?:e-?mail|mail|text|message|report|order|issue|check|request|invoice|bill|charge|refund|copy|score|list|alert|log|record|query|search|slack|discord|form|store|call|ship|update|tag|read|share|drop|run|start|set|look|book|schedule|print|format|cancel|transform|archive|patch|download|upload|dispatch|reply|push|hold|sync)(?:\s+(?:is|are|was|were|has|of|to|from|in|and|or|contains|equals|exceeds|address|addresses|page|number|id|fails|failed|amount|form|request|requests|comes|arrives|succeeds|field|should|must)\b)|(?:e-?mail|mail|text|message|report|order|issue|request|list|alert|log|record|query|search|form|score|copy)\s*(?:[,.:;!?]|$))/i;

/** Whether a text begins with something to do. */
export function beginsAction(text: string): boolean {
  const rest = withoutFillers(text);
  const [word = ''] = /^[a-z]+(?:-[a-z]+)?/i.exec(rest) ?? [];
  if (!known.has(word.toLowerCase())) return false;
  // `refund and email them` are two things to do, where `refund and date` are none.
  const [joined] = /^[a-z-]+ and /i.exec(rest) ?? [];
  return !nounsToo.test(rest) || (joined !== undefined && beginsAction(rest.slice(joined.length)));
}

/** Within a clause, without a comma before it, only these begin another. */
const clear =
  /^(?:e-?mail|send|post|save|store|fetch|get|ask|notify|ship|wait|refund|create|alert|tell|message|ping|add|call|query|look up|write|summari[sz]e|forward|remind|put|log|slack|don't|do)\b/i;

export const beginsClearAction = (text: string) => clear.test(text) && beginsAction(text);
