import { describe, expect, it } from '@jest/globals';
import { buildProgram } from './build-program.ts';
import type { Comparison } from './program.ts';
import { sampleEvent } from './sample-event.ts';
import { scenariosOf } from './scenarios.ts';
import { simulate } from './simulate.ts';
import { templates } from './templates.ts';
import { compare, partOf, textOf } from './values.ts';

const largeOrders = () => {
  const found = templates.find(({ id }) => id === 'large-orders');
  if (!found) throw new Error('There is no such template');
  return buildProgram(found);
};

describe('a simulated run', () => {
  it('tells each call with its arguments, and what it brought about', () => {
    const { calls } = simulate(largeOrders(), {
      id: 'o-1',
      total: 501,
      email: 'ada@example.com',
      name: 'Ada',
    });

    expect(calls.map(({ nodeId, service }) => [nodeId, service])).toEqual([
      ['askManager', 'askApproval'],
      ['ship', 'httpRequest'],
    ]);
    expect(calls[0]?.arguments).toEqual({
      provider: 'ses',
      to: 'manager-email@example.com',
      question: 'Ship order o-1 of 501 dollars?',
    });
    expect(calls[1]?.arguments).toMatchObject({ method: 'POST', body: { orderId: 'o-1' } });
  });

  it('follows the answers that it is given', () => {
    const declined = { askManager: { approved: false } };

    const { calls } = simulate(largeOrders(), { total: 501 }, declined);

    expect(calls.map(({ service }) => service)).toEqual(['askApproval', 'sendEmail']);
  });

  it('finds for a project’s test a run along each way', () => {
    const program = largeOrders();

    const scenarios = scenariosOf(program, sampleEvent(program));

    expect(scenarios.map(({ calls }) => calls.map(({ service }) => service))).toEqual([
      ['askApproval', 'httpRequest'],
      ['httpRequest'],
      ['askApproval', 'sendEmail'],
    ]);
  });
});

describe('values', () => {
  it.each<[unknown, Comparison, unknown, boolean]>([
    [10, '>', 9, true],
    ['10', '>', '9', true],
    ['10', '>', 9, true],
    [' 5.0 ', '==', 5, true],
    ['1e3', '==', 1000, true],
    ['ten', '>', 'nine', true],
    ['10', '>', 'nine', false],
    ['0x10', '==', 16, false],
    [null, '==', '', true],
    [true, '==', 'true', true],
    ['a', '!=', 'b', true],
    [500, '>=', 500, true],
    [500, '<=', '499.99', false],
    ['Hello Ada', 'contains', 'Ada', true],
    [['1', 2], 'contains', '2', true],
    [['12'], 'contains', '2', false],
    [0, 'exists', null, true],
    [false, 'exists', null, true],
    [null, 'exists', null, false],
    ['', 'exists', null, false],
    [[], 'exists', null, false],
    [{}, 'exists', null, false],
  ])('%j %s %j is %j', (left, op, right, holds) => {
    expect(compare(left as never, op, right as never)).toBe(holds);
  });

  it('have nothing where there is no such part', () => {
    const order = { lines: [{ price: 3 }], length: 7 };

    expect(partOf(order, ['lines', 0, 'price'])).toBe(3);
    for (const path of [['lines', 1], ['lines', 'length'], ['toString'], ['lines', 0, 'price', 'x'], [0]])
      expect(partOf(order, path)).toBeNull();
  });

  it('are nothing among words when they are null, and JSON when they are no text', () => {
    expect([null, 'a', 1.5, true, { a: [1] }].map(textOf)).toEqual(['', 'a', '1.5', 'true', '{"a":[1]}']);
  });
});
