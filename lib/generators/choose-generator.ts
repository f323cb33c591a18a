import type { SettingsOf } from '../contract/settings.ts';
import type { Outside } from '../platform/outside.ts';
import type { Generator } from './generator.ts';

type GeneratorSettings = SettingsOf<
  | 'WORKFLOW_GENERATOR'
  | 'BEDROCK_MODEL_ID'
  | 'BEDROCK_ENDPOINT'
  | 'OPENAI_BASE_URL'
  | 'OPENAI_API_KEY'
  | 'OPENAI_MODEL'
>;

/** The generator of this deployment; of the others nothing is loaded. Throws with the name of a missing setting. */
export async function chooseGenerator(settings: GeneratorSettings, outside: Outside): Promise<Generator> {
  if (settings.WORKFLOW_GENERATOR === 'embedded')
    return (await import('./embedded/embedded-generator.ts')).embeddedGenerator;
  const { answerWithinMs, modelGenerator } = await import('./model/model-generator.ts');
  if (settings.WORKFLOW_GENERATOR === 'openai') {
    const { connectOpenAi } = await import('../platform/openai.ts');
    return modelGenerator('openai', connectOpenAi(settings));
  }
  const { connectBedrock } = await import('../platform/bedrock.ts');
  return modelGenerator('bedrock', connectBedrock(settings, outside, answerWithinMs));
}
