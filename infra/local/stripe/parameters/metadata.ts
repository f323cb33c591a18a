import { invalidRequest } from '../errors.ts';
import { type Check, dictionaryOf } from './checks.ts';

const MAXIMUM = { keys: 50, keyLength: 40, valueLength: 500 };

type Metadata = Record<string, string>;

/** An empty value removes its key, an empty `metadata` removes all: {@link mergedMetadata} does it. */
export function metadata(): Check<Metadata | ''> {
  const value: Check<string> = { required: false, read: readValue };
  const entries = dictionaryOf(value);
  return {
    required: false,
    read: (given, param) => (given === '' ? '' : checkKeys(entries.read(given, param), param)),
  };
}

const readValue: Check<string>['read'] = (value, param) => {
  if (typeof value !== 'string') {
    throw invalidRequest('Invalid value type: metadata values are strings.', { param });
  }
  if (value.length <= MAXIMUM.valueLength) return value;
  throw invalidRequest(
    `Metadata values can have up to ${MAXIMUM.valueLength} characters, but you passed in a value that is ${value.length} characters.`,
    { param },
  );
};

function checkKeys(entries: Metadata, param: string): Metadata {
  const long = Object.keys(entries).find((key) => key.length > MAXIMUM.keyLength);
  if (long) {
    throw invalidRequest(
      `Metadata keys can have up to ${MAXIMUM.keyLength} characters. Invalid key: ${long}`,
      { param },
    );
  }
  if (Object.keys(entries).length <= MAXIMUM.keys) return entries;
  throw invalidRequest(`Metadata can have up to ${MAXIMUM.keys} keys.`, { param });
}

export function mergedMetadata(present: Metadata, change: Metadata | '' | undefined): Metadata {
  if (change === undefined) return present;
  if (change === '') return {};
  const merged = { ...present, ...change };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
