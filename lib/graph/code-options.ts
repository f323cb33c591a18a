/** How code is to look; the same for all languages. */
export interface CodeOptions {
  /** `compact` leaves out what the nodes are called; comments are the usual. */
  style?: 'compact' | 'commented' | undefined;
  /** The sentence that it was made from; stands at the top of the file. */
  description?: string | undefined;
}
