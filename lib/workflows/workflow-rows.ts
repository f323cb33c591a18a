import { keys } from '../platform/keys.ts';
import type { TransactionAction } from '../platform/table.ts';
import { sortName } from './folded.ts';
import { bodyAttributes, type WorkflowBody } from './workflow-body.ts';
import type { StoredWorkflow, WorkflowItem } from './workflow-item.ts';

/** Where the copies are that lists are read from. */
const orderingsOf = ({ userId, workflowId, updatedAt, name }: WorkflowItem) => [
  keys.workflowByChange(userId, updatedAt, workflowId),
  keys.workflowByName(userId, sortName(name), workflowId),
];

const bodyRow = (item: WorkflowItem, body: WorkflowBody): TransactionAction => ({
  Put: {
    Item: { ...keys.workflowBody(item.userId, item.workflowId), ...bodyAttributes(body, item.version) },
  },
});

const stillAt = (version: number) => ({
  ConditionExpression: 'version = :seen',
  ExpressionAttributeValues: { ':seen': version },
});

/** The count goes with the rows, so that it cannot drift; the first action is the one that tells a full list. */
export function addedRows({ item, body }: StoredWorkflow, most: number): TransactionAction[] {
  return [
    {
      Update: {
        Key: keys.workflowCount(item.userId),
        UpdateExpression: 'ADD kept :one',
        ConditionExpression: 'attribute_not_exists(kept) OR kept < :most',
        ExpressionAttributeValues: { ':one': 1, ':most': most },
      },
    },
    {
      Put: {
        Item: { ...keys.workflow(item.userId, item.workflowId), ...item },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    bodyRow(item, body),
    ...orderingsOf(item).map((key) => ({ Put: { Item: { ...key, ...item } } })),
  ];
}

/** Refused when the workflow is no longer as it was `before`. */
export function replacedRows(
  before: WorkflowItem,
  after: WorkflowItem,
  body: WorkflowBody | undefined,
): TransactionAction[] {
  const kept = new Set(orderingsOf(after).map(({ sk }) => sk));
  const left = orderingsOf(before).filter(({ sk }) => !kept.has(sk));
  return [
    {
      Put: {
        Item: { ...keys.workflow(after.userId, after.workflowId), ...after },
        ...stillAt(before.version),
      },
    },
    ...left.map((Key) => ({ Delete: { Key } })),
    ...orderingsOf(after).map((key) => ({ Put: { Item: { ...key, ...after } } })),
    ...(body ? [bodyRow(after, body)] : []),
  ];
}

/** Refused when the workflow is no longer as it was seen. */
export function removedRows(item: WorkflowItem): TransactionAction[] {
  const { userId, workflowId, version } = item;
  return [
    { Delete: { Key: keys.workflow(userId, workflowId), ...stillAt(version) } },
    { Delete: { Key: keys.workflowBody(userId, workflowId) } },
    ...orderingsOf(item).map((Key) => ({ Delete: { Key } })),
    {
      Update: {
        Key: keys.workflowCount(userId),
        UpdateExpression: 'ADD kept :one',
        ExpressionAttributeValues: { ':one': -1 },
      },
    },
  ];
}
