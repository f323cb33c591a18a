import type { Json } from './graph.ts';
import { nodeTypeOf } from './node-types.ts';
import type { Program } from './program.ts';

const filledIn: Readonly<Record<string, Json>> = {
  text: 'Ada',
  email: 'ada@example.com',
  number: 250,
  longText: 'Where is my order?',
};

/** What a program's trigger might bring: for its test, and for trying it out. */
export function sampleEvent({ trigger }: Program): Json {
  const sample = nodeTypeOf(trigger.type)?.sampleOutput ?? null;
  if (trigger.type === 'trigger.stripe') return { ...objectOf(sample), event: stripeEvent(trigger.params) };
  return trigger.type === 'trigger.form' ? filledForm(trigger.params.fields ?? []) : sample;
}

const objectOf = (value: Json) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

const stripeEvent = ({ event }: Program['trigger']['params']): Json => ({
  id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
  type: event ?? null,
});

function filledForm(fields: Json): Json {
  const listed = Array.isArray(fields) ? fields.map(objectOf) : [];
  return Object.fromEntries(listed.map(({ name, type }) => [String(name), filledIn[String(type)] ?? null]));
}
