import { describe, expect, test } from '@jest/globals';
import { senderDomain } from './mail.ts';
import { readTemplate } from './read-template.ts';

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
    const template = readTemplate({ EMAIL_FROM: 'billing@shop.example' });
    expect(template.only('AWS::SES::EmailIdentity').properties.EmailIdentity).toBe('shop.example');
    expect(Object.keys(template.template.Outputs)).toEqual(
      expect.arrayContaining(['DkimRecord1', 'DkimRecord2', 'DkimRecord3']),
    );
  });

  test('outlives its stack, since another stage may send by it, but not a first deploy that fails', () => {
    const template = readTemplate();
    expect(template.only('AWS::SES::EmailIdentity')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('is only pointed at where SES knows the domain already', () => {
    const template = readTemplate({ EMAIL_FROM: 'billing@shop.example' }, { senderExists: true });
    expect(template.all('AWS::SES::EmailIdentity')).toEqual([]);
    expect(JSON.stringify(template.all('AWS::IAM::Policy'))).toContain('identity/shop.example');
  });
});
