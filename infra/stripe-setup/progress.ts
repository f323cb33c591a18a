type Done = 'made' | 'changed' | 'archived' | 'removed' | 'written';

/** What a command does, told line by line as it does it; in a dry run only what it would do. */
export interface Progress {
  note(line: string): void;
  unchanged(what: string): void;
  /** Does it and tells so. In a dry run it is not done, and nothing comes back. */
  change<T>(what: string, done: Done, effect: () => Promise<T>): Promise<T | undefined>;
  /** Something that only a person can do; the command ends as unfinished. */
  leave(line: string): void;
  result(): { changes: number; left: number };
}

export function createProgress(print: (line: string) => void, { dryRun }: { dryRun: boolean }): Progress {
  let changes = 0;
  let left = 0;
  const row = (what: string, state: string) => print(`${what.padEnd(58)} ${state}`);
  return {
    note: print,
    unchanged: (what) => row(what, 'unchanged'),
    change: async (what, done, effect) => {
      changes += 1;
      if (dryRun) {
        row(what, `would be ${done}`);
        return undefined;
      }
      const result = await effect();
      row(what, done);
      return result;
    },
    leave: (line) => {
      left += 1;
      print(line);
    },
    result: () => ({ changes, left }),
  };
}
