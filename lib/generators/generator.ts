import type { Graph, Language } from '../graph/graph.ts';

/** What a person wants beside their sentence; named in `lib/contract/workflow-routes.ts`. */
export interface Preferences {
  style?: 'compact' | 'commented' | undefined;
  emailProvider?: 'ses' | 'sendgrid' | undefined;
  timezone?: string | undefined;
}

export interface GenerationRequest {
  description: string;
  language: Language;
  preferences: Preferences;
}

export type Generation =
  | {
      outcome: 'graph';
      graph: Graph;
      /** The pattern that was used: `stripe-to-dynamodb`, say, or `model`. */
      template: string;
      /** What could not be placed, and what was assumed, in sentences. */
      remarks: string[];
    }
  /** The text describes no workflow; the reason is for the person. */
  | { outcome: 'notAWorkflow'; reason: string };

/**
 * Turns a sentence into a graph. Throws an `AppError` (`upstream_failed`, `dependency_unavailable`) when a model
 * does not answer in time or at all.
 */
export interface Generator {
  name: 'embedded' | 'bedrock' | 'openai';
  generate(request: GenerationRequest): Promise<Generation>;
}
