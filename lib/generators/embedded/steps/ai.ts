import { labelOf, type ReadSteps, type Scope } from '../plan.ts';
import { asWritten, literalsIn } from '../read-text.ts';
import { factsOf } from './wording.ts';

const works =
  /^(summari[sz]e|classify|categori[sz]e|translate|extract|analy[sz]e|rewrite|score|draft|write|generate)\b/i;
const models =
  /\b(?:(?:using|with|by|via|use|ask|let|have|through) )?(?:an? |the )?\b(?:ai|gpt(?:-?\d\w*)?|chatgpt|openai|llm|claude|language model|model)\b/i;

const ids: Record<string, string> = { summarise: 'summarize', categorise: 'categorize', analyse: 'analyze' };

function promptOf(words: string, scope: Scope): string {
  const facts = factsOf(scope);
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}. Answer with the result only.\n\n${facts}`;
}

/** Anything a language model is good for; its answer is what later steps speak of. */
export const readAi: ReadSteps = (clause, scope, reading) => {
  const [, verb = ''] = works.exec(clause) ?? [];
  const asksModel =
    models.test(clause) &&
    /^(?:use|ask|let|have|prompt|get|reply|answer|do|create|make|tag|check|find|detect|decide|compute|call)\b/i.test(
      clause,
    );
  if (!verb && !asksModel) return undefined;
  if (
    /^write\b/i.test(clause) &&
    /^write (?:it|them|to|this|the \w+ (?:in)?to|me\b|a (?:row|record))/i.test(clause) &&
    !models.test(clause)
  )
    return undefined;
  if (
    /^(?:write|generate|draft) /i.test(clause) &&
    /\b(?:dynamo|table|invoice|slack|discord)\b/i.test(clause)
  )
    return undefined;
  const model = /\b(gpt-\d[\w.-]{0,20})\b/i.exec(clause)?.[1];
  const [quoted] = literalsIn(clause, reading.read, 'quote');
  const words = asWritten(
    clause
      .replace(models, ' ')
      .replaceAll(/\s+/g, ' ')
      .replace(/^(?:use|ask|let|have) to\s+/i, '')
      .trim(),
    reading.read,
  );
  const lower = verb.toLowerCase();
  const id = reading.newId(ids[lower] ?? (lower || 'answer'));
  const prompt = quoted && !verb ? `${quoted}\n\n${factsOf(scope)}` : promptOf(words || 'Answer this', scope);
  scope.text = `{{${id}.text}}`;
  scope.values = undefined;
  const params = { prompt, ...(model && { model }), maxTokens: 500 };
  return [{ id, type: 'ai.prompt', label: labelOf(verb ? words : 'Ask the model'), params }];
};
