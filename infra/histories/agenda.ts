import type { Run } from './run.ts';

/** Something that begins at its time. */
export interface Due {
  atMs: number;
  /** Undefined when nothing comes of it. */
  begin(): Run | undefined;
}

/** What people and Stripe will do, by virtual time. */
export class Agenda {
  private entries: Due[] = [];

  add(entry: Due): void {
    this.entries.push(entry);
  }

  due(nowMs: number): Due[] {
    return this.entries.filter(({ atMs }) => atMs <= nowMs);
  }

  take(entry: Due): void {
    this.entries = this.entries.filter((one) => one !== entry);
  }

  nextMs(): number {
    return Math.min(...this.entries.map(({ atMs }) => atMs));
  }
}
