import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { choice, line, params, plainLine } from './param.ts';

const field = params({
  name: line(40).check(
    z.regex(/^[A-Za-z][A-Za-z0-9_]*$/, { error: 'Must be letters, digits and underscores, a letter first' }),
  ),
  label: plainLine(120),
  type: choice(['text', 'email', 'number', 'longText']),
  required: z.boolean({ error: 'Must be true or false' }),
});

export const triggerForm = nodeType({
  type: 'trigger.form',
  family: 'trigger',
  title: 'Form',
  summary: 'Starts when somebody sends a form from its own page.',
  params: params({
    title: plainLine(120),
    fields: z.array(field, { error: 'Must be a list of fields' }).check(
      z.minLength(1, { error: 'Must have a field' }),
      z.maxLength(50, { error: 'Must have at most 50 fields' }),
      z.refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, {
        error: 'Must not have two fields of one name',
      }),
    ),
  }),
  fields: [
    { name: 'title', label: 'Title', input: 'text' },
    { name: 'fields', label: 'Fields', input: 'fields', hint: 'Later nodes know them by their names.' },
  ],
  credentials: () => [],
  handles: () => [''],
  example: {
    title: 'Contact us',
    fields: [
      { name: 'name', label: 'Your name', type: 'text', required: true },
      { name: 'email', label: 'Your e-mail', type: 'email', required: true },
      { name: 'message', label: 'Message', type: 'longText', required: false },
    ],
  },
  sampleOutput: { name: 'Ada', email: 'ada@example.com', message: 'Where is my order?', amount: 250 },
  seconds: () => 0,
});
