import type { Language } from '../../../lib/graph/graph.ts';

export const languageNames = { python: 'Python', typescript: 'TypeScript' } as const satisfies Record<
  Language,
  string
>;
