import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mailboxOf } from './mailbox.ts';

const letters = fc.string({ unit: fc.constantFrom(...'abcxyz019'), minLength: 1, maxLength: 12 });
const name = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const tag = fc.string({ unit: fc.constantFrom(...'ab.+-_9'), minLength: 1, maxLength: 8 });
const ignoringDots = ['gmail.com', 'googlemail.com'];
const minding = ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'icloud.com', 'fastmail.com'];
const others = ['example.com', 'yahoo.com', 'gmx.de', 'gmail.com.example', 'mygmail.com', 'gmail.co'];

/** The same text with each letter's case drawn anew. */
const anyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((raised) => [...text].map((letter, i) => (raised[i] ? letter.toUpperCase() : letter)).join(''));

describe('one mailbox', () => {
  test.each([
    ['Ada.Lovelace+cue@GMail.com', 'adalovelace@gmail.com'],
    ['adalovelace@googlemail.com', 'adalovelace@gmail.com'],
    ['ada.lovelace+trial2@outlook.com', 'ada.lovelace@outlook.com'],
    ['ada+1@hotmail.com', 'ada@hotmail.com'],
    ['ada.lovelace+1@me.com', 'ada.lovelace@icloud.com'],
    ['Ada.Love-lace_+x@proton.me', 'adalovelace@proton.me'],
    ['ada+shop@fastmail.com', 'ada@fastmail.com'],
    ['ADA@Example.com', 'ada@example.com'],
  ])('%s is %s', (email, mailbox) => {
    expect(mailboxOf(email)).toBe(mailbox);
  });

  test('at Gmail, however it is dotted, tagged, cased, and under either domain', () => {
    const spelled = fc.tuple(name, tag, fc.constantFrom(...ignoringDots)).chain(([dotted, label, domain]) =>
      fc.record({
        plain: fc.constant(`${dotted.replaceAll('.', '')}@gmail.com`),
        spelling: anyCase(`${dotted}+${label}@${domain}`),
      }),
    );
    fc.assert(fc.property(spelled, ({ plain, spelling }) => mailboxOf(spelling) === plain));
  });

  test('stays what it is when it is asked of again', () => {
    const domain = fc.constantFrom(...ignoringDots, ...minding, ...others, 'proton.me', 'me.com');
    const address = fc.tuple(name, tag, domain).map(([own, label, at]) => `${own}+${label}@${at}`);
    fc.assert(fc.property(address, (email) => mailboxOf(mailboxOf(email)) === mailboxOf(email)));
  });
});

describe('two mailboxes stay two', () => {
  test.each([
    ['ada.lovelace@outlook.com', 'adalovelace@outlook.com'],
    ['ada.lovelace@icloud.com', 'adalovelace@icloud.com'],
    ['ada@outlook.com', 'ada@hotmail.com'],
    ['ada@proton.me', 'ada@pm.me'],
    ['ada@fastmail.com', 'ada@fastmail.fm'],
    ['ada+1@example.com', 'ada+2@example.com'],
    ['ada.l@corp.example', 'adal@corp.example'],
    ['ada-l@gmail.com', 'adal@gmail.com'],
    ['+ada@gmail.com', '+eve@gmail.com'],
  ])('%s and %s', (one, other) => {
    expect(mailboxOf(one)).not.toBe(mailboxOf(other));
  });

  test('at a domain whose ways are not known, unless they differ in case alone', () => {
    const address = fc
      .tuple(name, tag, fc.constantFrom(...others))
      .map(([own, label, at]) => `${own}+${label}@${at}`);
    fc.assert(fc.property(address, (email) => mailboxOf(email) === email));
  });

  test('where dots count, when their names differ in more than case and tag', () => {
    const pair = fc
      .tuple(name, name, tag, fc.constantFrom(...minding))
      .filter(([one, other]) => one !== other);
    fc.assert(
      fc.property(
        pair,
        ([one, other, label, at]) => mailboxOf(`${one}@${at}`) !== mailboxOf(`${other}+${label}@${at}`),
      ),
    );
  });

  test('at Gmail, when their names differ in more than case, dots and tag', () => {
    const pair = fc
      .tuple(name, name)
      .filter(([one, other]) => one.replaceAll('.', '') !== other.replaceAll('.', ''));
    fc.assert(
      fc.property(
        pair,
        ([one, other]) => mailboxOf(`${one}@gmail.com`) !== mailboxOf(`${other}@googlemail.com`),
      ),
    );
  });

  test('at different providers', () => {
    const at = fc.constantFrom(...minding, ...others, 'gmail.com', 'proton.me', 'pm.me');
    const pair = fc.tuple(name, at, at).filter(([, one, other]) => one !== other);
    fc.assert(
      fc.property(pair, ([own, one, other]) => mailboxOf(`${own}@${one}`) !== mailboxOf(`${own}@${other}`)),
    );
  });
});
