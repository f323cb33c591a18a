import type { Chance } from './chance.ts';
import type { Profile } from './history.ts';

/** An AWS call as far as faults care. */
export interface Call {
  service: 'table' | 'bus' | 'queue' | 'mail';
  /** `PutItem`, `TransactWriteItems`, `PutEvents` … */
  operation: string;
}

export type Fault =
  | 'fails before'
  | 'answer lost'
  | 'times out'
  | 'throttled'
  | 'conflict'
  | 'takes nothing'
  | 'killed before'
  | 'killed after';

const anywhere: Fault[] = [
  'fails before',
  'answer lost',
  'times out',
  'throttled',
  'killed before',
  'killed after',
];
const writes = ['TransactWriteItems', 'PutItem', 'UpdateItem', 'DeleteItem'];
const probability: Record<Profile, number> = { none: 0, few: 0.08, storm: 0.5 };

/** What can happen to this call, and would: conflicts to writes, a partial answer to the bus. */
function possible({ service, operation }: Call): Fault[] {
  if (service === 'bus') return [...anywhere, 'takes nothing', 'takes nothing'];
  return service === 'table' && writes.includes(operation) ? [...anywhere, 'conflict', 'conflict'] : anywhere;
}

export function drawFault(chance: Chance, profile: Profile, call: Call): Fault | undefined {
  return chance.happens(probability[profile]) ? chance.pick(possible(call)) : undefined;
}
