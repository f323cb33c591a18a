import { expect, it } from '@jest/globals';
import { orderGraph } from '../testing/graphs.ts';
import { emptyStorage } from '../testing/storage.ts';
import { forgetDraft, keepDraft, readDraft } from './kept-draft.ts';

const draft = {
  content: { draft: { name: 'Orders', graph: orderGraph }, language: 'typescript' },
  version: 7,
} as const;

it('gives back what was kept, of the same workflow, until it is forgotten', () => {
  const storage = emptyStorage();
  expect(keepDraft(storage, 'wf_1', draft)).toBe(true);
  expect(readDraft(storage, 'wf_1')).toEqual(draft);
  expect(readDraft(storage, 'wf_2')).toBeUndefined();
  forgetDraft(storage, 'wf_1');
  expect(readDraft(storage, 'wf_1')).toBeUndefined();
});

it('says when it could not be kept', () => {
  const full: Storage = {
    ...emptyStorage(),
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  expect(keepDraft(full, 'wf_1', draft)).toBe(false);
});

it.each(['nonsense', '{"name":"Orders"}', '{"name":"Orders","graph":{},"language":"python","version":1}'])(
  'takes %j for nothing',
  (text) => {
    const storage = emptyStorage();
    storage.setItem('cue.draft.wf_1', text);
    expect(readDraft(storage, 'wf_1')).toBeUndefined();
  },
);
