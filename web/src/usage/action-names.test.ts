import { expect, it } from '@jest/globals';
import { actionName } from './action-names.ts';

it.each([
  ['generate', 'Workflows generated'],
  ['listWorkflows', 'List workflows'],
  ['getUsage', 'Get usage'],
  ['widget:config', 'Widget config'],
  ['constructor', 'Constructor'],
  ['', 'Other'],
])('calls %j %s', (action, name) => {
  expect(actionName(action)).toBe(name);
});
