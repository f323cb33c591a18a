import type { Graph } from '../graph.ts';

/** A workflow to start from, as the gallery shows it. */
export interface Template extends Graph {
  id: string;
  name: string;
  description: string;
}
