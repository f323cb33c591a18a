import { AppError } from '../contract/errors.ts';
import { type HoldDeps, type HoldItem, readHold } from './hold-item.ts';

export async function presentHold(
  deps: Pick<HoldDeps, 'table'>,
  userId: string,
  holdId: string,
): Promise<HoldItem> {
  const hold = await readHold(deps, userId, holdId);
  if (!hold) throw new AppError('not_found', 'Hold not found');
  return hold;
}

const became = {
  // Past its end; nothing has met it yet that returns its credits.
  open: 'has expired',
  settled: 'was settled',
  released: 'was released',
  expired: 'has expired',
} as const satisfies Record<HoldItem['status'], string>;

/** 409 for whoever comes too late for a hold. */
export const holdClosed = ({ status }: HoldItem): AppError =>
  new AppError('hold_closed', `This hold ${became[status]}`);
