import { invalidRequest, notSimulatedYet } from '../errors.ts';
import type { FormTree, FormValue } from './form.ts';

export interface Check<T, Required extends boolean = false> {
  required: Required;
  read(value: FormValue, param: string): T;
}

function check<T>(read: (value: FormValue, param: string) => T): Check<T> {
  return { required: false, read };
}

export function required<T>(inner: Check<T>): Check<T, true> {
  return { required: true, read: inner.read };
}

/** An empty string unsets: it reads as null. */
export function clearable<T>(inner: Check<T>): Check<T | null> {
  return check((value, param) => (value === '' ? null : inner.read(value, param)));
}

export function text(limits: { maximumLength?: number } = {}): Check<string> {
  const maximumLength = limits.maximumLength ?? 5000;
  return check((value, param) => {
    if (typeof value !== 'string')
      throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, { param });
    if (value === '') throw emptyValue(param);
    if (value.length <= maximumLength) return value;
    throw invalidRequest(
      `Invalid string: ${value.slice(0, 20)}...; must be at most ${maximumLength} characters`,
      { param },
    );
  });
}

function emptyValue(param: string) {
  const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
  return invalidRequest(message, { code: 'parameter_invalid_empty', param });
}

export function integer(limits: { minimum?: number; maximum?: number } = {}): Check<number> {
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = limits;
  return check((value, param) => {
    const about = { code: 'parameter_invalid_integer', param };
    if (typeof value !== 'string' || !/^-?\d{1,16}$/.test(value))
      throw invalidRequest(`Invalid integer: ${shown(value)}`, about);
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw invalidRequest(`Invalid integer: ${value}`, about);
    if (number < minimum)
      throw invalidRequest(`This value must be greater than or equal to ${minimum}.`, about);
    if (number > maximum) throw invalidRequest(`This value must be less than or equal to ${maximum}.`, about);
    return number;
  });
}

/** A share of a hundred with at most two decimals, which is all that Stripe keeps. */
export function percentage(): Check<number> {
  return check((value, param) => {
    if (typeof value !== 'string' || !/^\d{1,3}(\.\d+)?$/.test(value)) {
      throw invalidRequest(`Invalid decimal: ${shown(value)}`, { code: 'parameter_invalid_string', param });
    }
    const number = Math.round(Number(value) * 100) / 100;
    if (number > 0 && number <= 100) return number;
    throw invalidRequest(`Coupon percent_off must be greater than 0 and at most 100.`, { param });
  });
}

export function flag(): Check<boolean> {
  return check((value, param) => {
    if (value === 'true' || value === 'false') return value === 'true';
    throw invalidRequest(`Invalid boolean: ${shown(value)}`, { param });
  });
}

export function choice<const T extends string>(choices: readonly T[]): Check<T> {
  return check((value, param) => {
    const chosen = choices.find((one) => one === value);
    if (chosen !== undefined) return chosen;
    throw invalidRequest(`Invalid ${param}: must be one of ${listed(choices)}`, { param });
  });
}

export function listOf<T>(inner: Check<T>): Check<T[]> {
  return check((value, param) => {
    if (typeof value === 'string') throw invalidRequest('Invalid array', { param });
    const keys = Object.keys(value);
    if (!keys.every((key) => /^\d+$/.test(key))) throw invalidRequest('Invalid array', { param });
    return keys.map((key) => inner.read(value[key] ?? '', `${param}[${key}]`));
  });
}

export function dictionaryOf<T>(inner: Check<T>): Check<Record<string, T>> {
  return check((value, param) => {
    const entries = Object.entries(treeOf(value, param));
    return Object.fromEntries(entries.map(([key, one]) => [key, inner.read(one, `${param}[${key}]`)]));
  });
}

export function treeOf(value: FormValue, param: string): FormTree {
  if (typeof value === 'string') throw invalidRequest('Invalid object', { param });
  return value;
}

/** Parameters that Stripe knows and the simulator would have to ignore: refusing them beats a silent difference. */
export function notSimulated<const N extends string>(names: readonly N[]): Record<N, Check<never>> {
  const refuse = check<never>((_value, param) => {
    throw notSimulatedYet(`the parameter ${param}`, param);
  });
  return Object.fromEntries(names.map((name) => [name, refuse])) as Record<N, Check<never>>;
}

export function checkThat<T>(inner: Check<T>, rule: (value: T, param: string) => void): Check<T> {
  return check((value, param) => {
    const result = inner.read(value, param);
    rule(result, param);
    return result;
  });
}

function shown(value: FormValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listed(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')}, or ${choices.at(-1)}`;
}
