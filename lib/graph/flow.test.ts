import { describe, expect, test } from '@jest/globals';
import { graphOf } from '../../infra/testing/graph-fixture.ts';
import { flowOf } from './flow.ts';

const ids = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => id);

const approval = graphOf(
  {
    order: ['trigger.webhook'],
    isLarge: ['logic.condition'],
    ask: ['logic.approval'],
    ship: ['http.request'],
    refuse: ['email.send'],
    tell: ['webhook.send'],
  },
  'order > isLarge',
  'isLarge true > ask',
  'isLarge false > ship',
  'ask > ship',
  'ask declined > refuse',
  'ship > tell',
);

describe('ways that part and meet again', () => {
  const flow = flowOf(approval);

  test('run each node after all that lead to it', () => {
    expect(ids(flow.order)).toEqual(['order', 'isLarge', 'ask', 'ship', 'refuse', 'tell']);
  });

  test('know what has always been run before', () => {
    expect(flow.before('ship')).toEqual([
      { nodeId: 'isLarge', handle: '' },
      { nodeId: 'order', handle: '' },
    ]);
    expect(flow.before('refuse')).toEqual([
      { nodeId: 'ask', handle: 'declined' },
      { nodeId: 'isLarge', handle: 'true' },
      { nodeId: 'order', handle: '' },
    ]);
  });

  test('lie in their branches, and behind what parted them where they meet', () => {
    expect(ids(flow.following({ nodeId: 'isLarge', handle: 'true' }))).toEqual(['ask']);
    expect(ids(flow.following({ nodeId: 'isLarge', handle: 'false' }))).toEqual([]);
    expect(ids(flow.following({ nodeId: 'isLarge', handle: '' }))).toEqual(['ship']);
  });

  test('mean "approved" when an approval’s way has no name', () => {
    expect(flow.ways('ask').map(({ handle, target }) => [handle, target.id])).toEqual([
      ['approved', 'ship'],
      ['declined', 'refuse'],
    ]);
  });
});

const loops = graphOf(
  {
    order: ['trigger.webhook'],
    outer: ['logic.forEach'],
    inner: ['logic.forEach'],
    save: ['dynamodb.put'],
    count: ['http.request'],
    tell: ['webhook.send'],
  },
  'order > outer',
  'outer > inner',
  'inner item > save',
  'save > inner',
  'inner done > count',
  'count > outer',
  'outer done > tell',
);

describe('loops', () => {
  const flow = flowOf(loops);

  test('have bodies, one within the other', () => {
    expect(flow.loopsAround('save')).toEqual(['inner', 'outer']);
    expect(flow.loopsAround('inner')).toEqual(['outer']);
    expect(flow.loopsAround('count')).toEqual(['outer']);
    expect(flow.loopsAround('tell')).toEqual([]);
  });

  test('are no circles: the way back to them means the next item', () => {
    expect(flow.nextItems.map(({ id }) => id)).toEqual(['e4', 'e6']);
    expect(ids(flow.order)).toEqual(['order', 'outer', 'inner', 'save', 'count', 'tell']);
    expect(flow.ways('save')).toEqual([]);
  });
});

test('what lies in or behind a circle is never its turn', () => {
  const { order } = flowOf(
    graphOf(
      { start: ['trigger.webhook'], a: ['http.request'], b: ['http.request'], c: ['http.request'] },
      'start > a',
      'a > b',
      'b > a',
      'b > c',
    ),
  );
  expect(ids(order)).toEqual(['start']);
});

test('a way that is there twice is one way', () => {
  const graph = graphOf({ start: ['trigger.webhook'], a: ['http.request'] }, 'start > a', 'start > a');
  expect(flowOf(graph).ways('start')).toHaveLength(1);
});
