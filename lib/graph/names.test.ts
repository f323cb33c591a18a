import { describe, expect, it } from '@jest/globals';
import { namesOf } from './names.ts';
import type { Program, Statement } from './program.ts';

const step = (nodeId: string, label = ''): Statement => ({
  kind: 'delay',
  nodeId,
  label,
  seconds: { kind: 'literal', value: 1 },
});
const programOf = (...body: Statement[]): Program => ({
  trigger: { nodeId: 'start', label: 'Order', type: 'trigger.webhook', params: {} },
  body,
});

describe('the names of a program', () => {
  it('are the ids of its nodes in the way of the language', () => {
    const program = programOf(step('saveOrder'), step('HTTPCall-2'), step('send_mail'));

    const [python, typescript] = [namesOf(program, 'snake', []), namesOf(program, 'camel', [])];

    expect(['saveOrder', 'HTTPCall-2', 'send_mail'].map(python.variable)).toEqual([
      'save_order',
      'http_call_2',
      'send_mail',
    ]);
    expect(['saveOrder', 'HTTPCall-2', 'send_mail'].map(typescript.variable)).toEqual([
      'saveOrder',
      'httpCall2',
      'sendMail',
    ]);
  });

  it('come from the label where an editor counted the id up', () => {
    const names = namesOf(
      programOf(step('node-7', 'Größe für das Büro prüfen'), step('n2', '東京')),
      'snake',
      [],
    );

    expect([names.variable('node-7'), names.variable('n2')]).toEqual(['grosse_fur_das_buro', 'n2']);
  });

  it('are neither keywords, nor taken, nor given twice', () => {
    const program = programOf(
      step('class'),
      step('text'),
      step('a-b'),
      step('a_b'),
      step('aB'),
      step('await'),
    );

    const names = namesOf(program, 'snake', ['text']);

    expect(['class', 'text', 'a-b', 'a_b', 'aB', 'await'].map(names.variable)).toEqual([
      'class_2',
      'text_2',
      'a_b',
      'a_b_2',
      'a_b_3',
      'await_2',
    ]);
  });

  it('call what the trigger brings the event', () => {
    expect(namesOf(programOf(step('event')), 'camel', []).variable('start')).toBe('event');
    expect(namesOf(programOf(step('event')), 'camel', []).variable('event')).toBe('event2');
  });
});
