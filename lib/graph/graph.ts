import * as z from 'zod/mini';

/** What a node can need to be run: each has its names in the environment, and none its secret in the graph. */
export const credentialServices = ['stripe', 'sendgrid', 'aws', 'openai', 'webhook'] as const;
export type CredentialService = (typeof credentialServices)[number];

export const limits = { nodes: 200, edges: 400, bytes: 256 * 1024 } as const;

const id = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/));
const coordinate = z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000));

/** React Flow's shape, so that editors draw it as it is. */
export const graphNode = z.object({
  id,
  type: z.string().check(z.maxLength(64)),
  position: z.object({ x: coordinate, y: coordinate }),
  data: z.object({
    label: z.string().check(z.maxLength(120)),
    /** Of the node's type: see `nodes/`. Texts in it may refer to earlier nodes: `{{order.total}}`. */
    params: z.record(z.string(), z.json()),
    /** Services whose credentials it uses. */
    credentials: z.array(z.enum(credentialServices)),
  }),
});

export const graphEdge = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(140)),
  source: id,
  target: id,
  /** Where it leaves a node that has more than one way out: `true`, say. */
  sourceHandle: z.optional(z.nullable(z.string().check(z.maxLength(64)))),
});

/** A workflow: one trigger, and what follows from it. Whether it can become code, `check/` says. */
export const graph = z.object({ nodes: z.array(graphNode), edges: z.array(graphEdge) });

export type Json = z.output<ReturnType<typeof z.json>>;
export type GraphNode = z.output<typeof graphNode>;
export type GraphEdge = z.output<typeof graphEdge>;
export type Graph = z.output<typeof graph>;

export const languages = ['python', 'typescript'] as const;
export type Language = (typeof languages)[number];
