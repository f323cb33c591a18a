/** The clients that a webhook with a ledger is usually written with, and nothing else. */
export { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
export { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
export { default } from 'stripe';
