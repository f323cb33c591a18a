import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readDeploySettings } from './deploy-settings.ts';
import { CueStack, type CueStackProps } from './stack.ts';

// For speed: no bundling, no copies of assets. With paths: they are how tests name resources.
const forTests = {
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:enable-path-metadata': true,
};

/** The stack that tests read: as `cdk synth` makes it, without the functions' code. */
export function synthesizeStack(
  given: Record<string, string> = {},
  props: Partial<CueStackProps> = {},
): CueStack {
  const app = new App({ context: { ...cdkJson.context, ...forTests } });
  const deploy = readDeploySettings(given);
  const plain = { senderExists: false, siteElsewhere: false };
  // Any folder will do for the site.
  return new CueStack(app, { deploy, siteFolder: import.meta.dirname, ...plain, ...props });
}

/** A template whose references read as the paths of their constructs: `grant-credits/Function`. */
export class ReadableTemplate {
  readonly template: Template;

  constructor(stack: CueStack) {
    this.template = Template.fromStack(stack);
  }

  /** The resources of a type with their properties, by the path of their construct. */
  all(type: string) {
    return Object.entries(this.template.findResources(type)).map(([id, { Properties, ...rest }]) => ({
      path: this.#path(id),
      properties: Properties,
      ...rest,
    }));
  }

  /** The only resource of a type. */
  only(type: string) {
    const [first, ...others] = this.all(type);
    if (!first || others.length > 0)
      throw new Error(`${others.length + (first ? 1 : 0)} resources of ${type}`);
    return first;
  }

  /** Text of a value: `arn:<Partition>:ssm:…`, `Table`, `Site/Distribution.DomainName`. */
  text(value: unknown): string {
    if (typeof value !== 'object' || value === null) return String(value);
    const [kind, argument]: [string, unknown] = Object.entries(value)[0] ?? ['', ''];
    if (kind === 'Fn::Join' && Array.isArray(argument)) {
      const [separator, parts]: [string, unknown[]] = [argument[0], argument[1]];
      return parts.map((part) => this.text(part)).join(separator);
    }
    if (kind === 'Fn::GetAtt' && Array.isArray(argument)) {
      const path = this.#path(argument[0]);
      return argument[1] === 'Arn' ? path : `${path}.${argument[1]}`;
    }
    if (kind === 'Ref') return this.#path(String(argument));
    return String(argument).replaceAll(/\$\{AWS::(\w+)\}/g, '<$1>');
  }

  #path(id: string): string {
    const pseudo = /^AWS::(.+)$/.exec(id)?.[1];
    if (pseudo) return `<${pseudo}>`;
    const path: string = this.template.toJSON().Resources[id].Metadata['aws:cdk:path'];
    return path.replace(/^cue-[a-z0-9]+\//, '').replace(/\/(Resource|Default)$/, '');
  }
}
