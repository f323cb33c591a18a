import type { CueStackProps } from './stack.ts';

interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: as deep and as various as CloudFormation's resources.
  Properties: any;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Metadata?: Record<string, string>;
}

interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, object>;
}

declare global {
  /** Of `infra/testing/cdk-environment.ts`: what is asked for and what comes is JSON. */
  function synthesizeTemplate(asked: string): string;
}

/** The template of the stack, as `cdk synth` makes it, without the functions' code. */
export function readTemplate(
  given: Record<string, string> = {},
  props: Partial<CueStackProps> = {},
): ReadableTemplate {
  return new ReadableTemplate(JSON.parse(synthesizeTemplate(JSON.stringify([given, props]))));
}

/** A template whose references read as the paths of their constructs: `grant-credits/Function`. */
class ReadableTemplate {
  readonly template: Template;

  constructor(template: Template) {
    this.template = template;
  }

  /** The resources of a type with their properties, by the path of their construct. */
  all(type: string) {
    const found = Object.entries(this.template.Resources).filter(([, { Type }]) => Type === type);
    return found.map(([id, { Properties, ...rest }]) => ({
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
    const path = this.template.Resources[id]?.Metadata?.['aws:cdk:path'];
    if (path === undefined) throw new Error(`The template has no ${id}`);
    return path.replace(/^cue-[a-z0-9]+\//, '').replace(/\/(Resource|Default)$/, '');
  }
}
