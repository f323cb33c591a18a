import { Aws, Fn } from 'aws-cdk-lib';

/**
 * What the distribution adds to its requests to the API, and functions compare: the UUID at the end of the stack's id,
 * `arn:aws:cloudformation:<region>:<account>:stack/<name>/<uuid>`. Nobody outside the account knows it, it costs
 * nothing, and both sides have it without waiting for each other. docs/decisions/0026-address-of-anonymous-callers.md
 */
export const originProof = Fn.select(2, Fn.split('/', Aws.STACK_ID));
