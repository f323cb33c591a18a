import type * as z from 'zod/mini';
import type { Expression } from './expression.ts';
import type { CredentialService, Json } from './graph.ts';

/** Colour and icon bar of a node. */
export type NodeFamily = 'trigger' | 'action' | 'logic' | 'ai';

/** How a form asks for one parameter. */
export interface ParamField {
  name: string;
  label: string;
  input: 'text' | 'longText' | 'number' | 'choice' | 'pairs' | 'list' | 'fields';
  /** One sentence below the field. */
  hint?: string;
  /** Of a choice, with the words that are shown. */
  options?: readonly (readonly [value: string, label: string])[];
  optional?: true;
}

/** What an exported program calls to do a node's work; both languages have each under this name in their own case. */
export interface ServiceCall {
  service: ServiceName;
  arguments: readonly (readonly [name: string, value: Expression])[];
}

export type ServiceName =
  | 'httpRequest'
  | 'stripeCustomer'
  | 'stripeRefund'
  | 'stripeInvoice'
  | 'sendEmail'
  | 'putItem'
  | 'getItem'
  | 'queryItems'
  | 'sendWebhook'
  | 'promptModel';

/** Everything about one kind of node, in one file of `nodes/`. */
export interface NodeType<Params extends z.ZodMiniType = z.ZodMiniType> {
  type: string;
  family: NodeFamily;
  /** `HTTP request`. */
  title: string;
  /** What it does, in a sentence. */
  summary: string;
  params: Params;
  fields: readonly ParamField[];
  /** The services whose credentials it needs with these parameters. */
  credentials(params: z.output<Params>): readonly CredentialService[];
  /** The ways out. One without a name where a node has only one; none after an end. */
  handles(params: z.output<Params>): readonly string[];
  /** Of actions: what does the work. Triggers and logic are statements of the program. */
  call?(params: z.output<Params>): ServiceCall;
  /** Parameters that are valid and show what it is for. */
  example: z.input<Params>;
  /** What later nodes can refer to, as it might be. */
  sampleOutput: Json;
  /** How long it takes as a rule, for the estimate. */
  seconds(params: z.output<Params>): number;
}

/** For the catalog: parameters checked where they are written, and forgotten where types are listed. */
export function nodeType<Params extends z.ZodMiniType>(declared: NodeType<Params>): NodeType<Params> {
  return declared;
}
