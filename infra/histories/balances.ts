interface Watched {
  userId: string;
  lowest: number;
}

/** What people had available, write by write. */
export class Balances {
  private readonly present = new Map<string, number>();
  private readonly watched = new Set<Watched>();

  /** Taken in after each write. */
  see(userId: string, available: number): void {
    this.present.set(userId, available);
    for (const one of this.watched) if (one.userId === userId) one.lowest = Math.min(one.lowest, available);
  }

  /** Watches somebody's balance from now on; answers how to ask for the lowest it has been since, and to end it. */
  watch(userId: string): () => number {
    const one = { userId, lowest: this.present.get(userId) ?? 0 };
    this.watched.add(one);
    return () => {
      this.watched.delete(one);
      return one.lowest;
    };
  }
}
