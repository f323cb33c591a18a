import { Template } from 'aws-cdk-lib/assertions';
import { TestEnvironment } from 'jest-environment-node';
import { synthesizeStack } from '../aws/synthesize.ts';

/**
 * Gives tests the template as text. Jest loads each test file's modules anew, and CDK takes five seconds of a core to
 * load; what the environment itself imports is loaded once for all files of a worker.
 * Jest does not know then that the tests depend on the stack: `--findRelatedTests` and coverage pass them by.
 */
export default class CdkEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.synthesizeTemplate = (asked: string): string => {
      const [given, props] = JSON.parse(asked);
      return JSON.stringify(Template.fromStack(synthesizeStack(given, props)).toJSON());
    };
  }
}
