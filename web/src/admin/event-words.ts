import type { InboxState } from '../../../lib/contract/admin-event-routes.ts';
import type { Tone } from '../components/tag.tsx';

export const stateWords: Record<InboxState, { words: string; tone: Tone }> = {
  done: { words: 'Done', tone: 'good' },
  ignored: { words: 'Ignored', tone: 'neutral' },
  waiting: { words: 'On its way', tone: 'neutral' },
  failing: { words: 'Failing', tone: 'attention' },
  parked: { words: 'Parked', tone: 'bad' },
};
