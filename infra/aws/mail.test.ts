import { describe, expect, test } from '@jest/globals';
import { senderDomain } from './mail.ts';
import { ReadableTemplate, synthesizeStack } from './synthesize.ts';

describe('the sender', () => {
  test.each([
    ['Cue <billing@cue.example>', 'cue.example'],
    ['billing@Mail.Cue.example', 'mail.cue.example'],
  ])('%s is of the domain %s', (address, domain) => {
    expect(senderDomain(address)).toBe(domain);
  });

  test.each(['Cue', 'billing@localhost', '<@>'])('%s is none', (address) => {
    expect(() => senderDomain(address)).toThrow('EMAIL_FROM');
  });

  test('has its whole domain made known to SES, with the DNS records to add', () => {
    const template = new ReadableTemplate(synthesizeStack({ EMAIL_FROM: 'billing@shop.example' }));
    expect(template.only('AWS::SES::EmailIdentity').properties.EmailIdentity).toBe('shop.example');
    expect(Object.keys(template.template.findOutputs('*'))).toEqual(
      expect.arrayContaining(['DkimRecord1', 'DkimRecord2', 'DkimRecord3']),
    );
  });

  test('outlives its stack, since another stage may send by it, but not a first deploy that fails', () => {
    const template = new ReadableTemplate(synthesizeStack());
    expect(template.only('AWS::SES::EmailIdentity')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('is only pointed at where SES knows the domain already', () => {
    const template = new ReadableTemplate(
      synthesizeStack({ EMAIL_FROM: 'billing@shop.example' }, { senderExists: true }),
    );
    expect(template.all('AWS::SES::EmailIdentity')).toEqual([]);
    expect(JSON.stringify(template.template.findResources('AWS::IAM::Policy'))).toContain(
      'identity/shop.example',
    );
  });
});
