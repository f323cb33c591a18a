import * as z from 'zod/mini';
import { type SettingName, settings } from '../../lib/contract/settings.ts';

/** What whoever deploys decides by settings. Secrets are not among them: they are put into SSM, never into a template. */
export interface DeploySettings {
  stage: string;
  emailFrom: string;
  /** Origins, comma-separated; without any, CloudFront's own address. */
  frontendUrl?: string;
  backendUrl?: string;
  /** Another plan catalog than the shipped one. */
  plansFile?: string;
  /** What the functions whose settings ask for it find in their environment. */
  environment: { [Name in SettingName]?: string };
}

type Given = Readonly<Record<string, string | undefined>>;

// The endpoints of the laptop cloud (DYNAMODB_ENDPOINT, STRIPE_API_URL, …) stay behind: AWS must use the real ones.
const passedOn = [
  'LOG_LEVEL',
  'SIGN_INS_PER_MINUTE',
  'CHECKOUTS_PER_MINUTE',
  'STRIPE_ENABLED',
  'GOOGLE_ISSUER_URL',
  'GITHUB_URL',
  'GITHUB_API_URL',
  'WORKFLOW_GENERATOR',
  'OPENAI_BASE_URL',
] as const;

// Without a default: only of those who chose that generator, and of them it is asked for.
const passedOnIfGiven = ['BEDROCK_MODEL_ID', 'OPENAI_MODEL'] as const;
const modelOf: Record<string, SettingName | undefined> = {
  bedrock: 'BEDROCK_MODEL_ID',
  openai: 'OPENAI_MODEL',
};

function read(name: SettingName, value: string | undefined): string {
  const result = z.safeParse<z.ZodMiniType>(settings[name].schema, value || undefined);
  if (result.success && result.data !== undefined) return String(result.data);
  throw new Error(`Settings: ${name} ${value ? 'is not valid' : 'is missing'}. See .env.example.`);
}

const readIfGiven = (name: SettingName, { [name]: value }: Given) => (value ? read(name, value) : undefined);

/** As it was written: functions read it from their environment again. */
function asWritten(name: SettingName, { [name]: value }: Given): string | undefined {
  if (value) read(name, value);
  return value || undefined;
}

// So that a first `cdk synth` needs nothing. Mail from a made-up domain would never leave, so elsewhere it is asked for.
const madeUpSender = 'Cue <billing@cue.example>';

/** Throws with the name of a setting that is missing or wrong. */
export function readDeploySettings(given: Given): DeploySettings {
  const stage = read('STAGE', given.STAGE);
  const emailFrom = read('EMAIL_FROM', given.EMAIL_FROM || (stage === 'dev' ? madeUpSender : undefined));
  const model = modelOf[read('WORKFLOW_GENERATOR', given.WORKFLOW_GENERATOR)];
  if (model) read(model, given[model]);
  return {
    stage,
    emailFrom,
    frontendUrl: readIfGiven('FRONTEND_URL', given),
    backendUrl: readIfGiven('BACKEND_URL', given),
    plansFile: readIfGiven('PLANS_FILE', given),
    environment: {
      ...Object.fromEntries(passedOn.map((name) => [name, read(name, given[name])])),
      ...Object.fromEntries(passedOnIfGiven.map((name) => [name, readIfGiven(name, given)])),
      AUTH_JWT_ISSUERS: asWritten('AUTH_JWT_ISSUERS', given),
      STAGE: stage,
      EMAIL_FROM: emailFrom,
    },
  };
}

/**
 * The stage of `-c stage=…`, or of the environment. `npm run deploy` gives an empty one first, so that a deploy that
 * names none is refused instead of making a stage dev; a synth takes dev.
 */
export function stageGiven(context: string | undefined, environment: string | undefined): string | undefined {
  if (context === '' && !environment)
    throw new Error('Which stage? npm run deploy -- -c stage=prod, say. See docs/deploy.md.');
  return context || environment;
}
