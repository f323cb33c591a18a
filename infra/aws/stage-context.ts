import * as z from 'zod/mini';

/** What a stage is given for good: in cdk.json's context under `<name>:<stage>`, where no deploy can forget it. */
export interface StageContext {
  /** Of the site's own domain, the first in FRONTEND_URL; in us-east-1. */
  certificateArn?: string;
  /** Somebody else serves the site at FRONTEND_URL. */
  siteElsewhere: boolean;
  /** SES knows the sender's domain already, from another stage say. */
  senderExists: boolean;
  /** The name of the table that the stage's own was restored to. */
  restoredTable?: string;
}

const contextSchemas = {
  certificateArn: z.optional(z.string().check(z.startsWith('arn:'))),
  site: z.optional(z.literal('elsewhere')),
  emailIdentity: z.optional(z.literal('existing')),
  table: z.optional(z.string()),
};

/** Throws with the name of a line that is wrong. */
export function readStageContext(stage: string, context: (name: string) => unknown): StageContext {
  const values = Object.entries(contextSchemas).map(([name, schema]) => {
    const key = `${name}:${stage}`;
    const result = z.safeParse<z.ZodMiniType>(schema, context(key) ?? undefined);
    if (!result.success) throw new Error(`cdk.json: ${key} is not valid. See docs/deploy.md.`);
    return [name, result.data];
  });
  const { certificateArn, site, emailIdentity, table } = Object.fromEntries(values);
  return {
    certificateArn,
    siteElsewhere: site !== undefined,
    senderExists: emailIdentity !== undefined,
    restoredTable: table,
  };
}
