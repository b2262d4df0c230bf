import { at, isObject, type Json, type JsonObject, list, text } from '../../json.ts';
import { plainText } from './rich-text.ts';
import type { Page, Property } from './state.ts';
import { valueOn } from './values.ts';

/** Whether a page is wanted; or what is wrong with the filter. */
export type Test = ((page: Page) => boolean) | { readonly flaw: string };

const texts = new Set(['title', 'rich_text', 'url', 'email', 'phone_number']);
const times = new Set(['date', 'created_time', 'last_edited_time']);

/** What the conditions of a type compare: words, a name, a number, an instant. */
function comparable(value: Json, type: string): Json {
  if (type === 'title' || type === 'rich_text') return plainText(value);
  if (type === 'select' || type === 'status') return at(value, 'name') ?? null;
  if (type === 'date') return at(value, 'start') ?? null;
  return value;
}

type Condition = (actual: Json, wanted: Json) => boolean;

const isEmpty: Condition = (actual) =>
  actual === null || actual === '' || (Array.isArray(actual) && actual.length === 0);
const compare =
  (holds: (difference: number) => boolean): Condition =>
  (actual, wanted) =>
    typeof actual === 'number' && typeof wanted === 'number' && holds(actual - wanted);
const compareTime =
  (holds: (difference: number) => boolean): Condition =>
  (actual, wanted) => {
    const difference = Date.parse(String(actual)) - Date.parse(String(wanted));
    return actual !== null && !Number.isNaN(difference) && holds(difference);
  };
const spells =
  (holds: (actual: string, wanted: string) => boolean): Condition =>
  (actual, wanted) =>
    holds(String(actual ?? '').toLowerCase(), String(wanted).toLowerCase());
const names: Condition = (actual, wanted) =>
  list(actual).some((one) => at(one, 'name') === wanted || at(one, 'id') === wanted);
const not =
  (condition: Condition): Condition =>
  (actual, wanted) =>
    !condition(actual, wanted);
const equals: Condition = (actual, wanted) => actual === wanted;

const emptiness = { is_empty: isEmpty, is_not_empty: not(isEmpty) };
const ofText: Readonly<Record<string, Condition>> = {
  equals,
  does_not_equal: not(equals),
  contains: spells((actual, wanted) => actual.includes(wanted)),
  does_not_contain: not(spells((actual, wanted) => actual.includes(wanted))),
  starts_with: spells((actual, wanted) => actual.startsWith(wanted)),
  ends_with: spells((actual, wanted) => actual.endsWith(wanted)),
  ...emptiness,
};
const ofNumber: Readonly<Record<string, Condition>> = {
  equals,
  does_not_equal: not(equals),
  greater_than: compare((difference) => difference > 0),
  less_than: compare((difference) => difference < 0),
  greater_than_or_equal_to: compare((difference) => difference >= 0),
  less_than_or_equal_to: compare((difference) => difference <= 0),
  ...emptiness,
};
const ofTime: Readonly<Record<string, Condition>> = {
  equals: compareTime((difference) => difference === 0),
  before: compareTime((difference) => difference < 0),
  after: compareTime((difference) => difference > 0),
  on_or_before: compareTime((difference) => difference <= 0),
  on_or_after: compareTime((difference) => difference >= 0),
  ...emptiness,
};
const ofChoice: Readonly<Record<string, Condition>> = { equals, does_not_equal: not(equals), ...emptiness };
const ofList: Readonly<Record<string, Condition>> = {
  contains: names,
  does_not_contain: not(names),
  ...emptiness,
};

function conditionsOf(type: string): Readonly<Record<string, Condition>> {
  if (texts.has(type)) return ofText;
  if (times.has(type)) return ofTime;
  if (type === 'number') return ofNumber;
  return ['select', 'status', 'checkbox'].includes(type) ? ofChoice : ofList;
}

function testOf(filter: JsonObject, property: Property): Test {
  const given = filter[property.type];
  if (!isObject(given)) {
    const named = Object.keys(filter).find(
      (key) => key !== 'property' && key !== 'type' && key !== 'timestamp',
    );
    return { flaw: `database property ${property.type} does not match filter ${named}` };
  }
  const [[operator, wanted] = ['', null], ...more] = Object.entries(given);
  const condition = conditionsOf(property.type)[operator];
  if (condition === undefined || more.length > 0)
    return {
      flaw: `body failed validation: body.filter.${property.type} should have one condition that exists, instead was \`${JSON.stringify(given)}\`.`,
    };
  return (page) => condition(comparable(valueOn(page, property), property.type), wanted);
}

/** A filter as `data_sources.query` takes it. */
export function readFilter(filter: Json | undefined, properties: readonly Property[]): Test {
  if (filter === undefined) return () => true;
  if (!isObject(filter)) return { flaw: 'body failed validation: body.filter should be an object.' };
  for (const word of ['and', 'or'] as const) {
    if (filter[word] === undefined) continue;
    const tests = list(filter[word]).map((inner) => readFilter(inner, properties));
    const flawed = tests.find((test) => typeof test !== 'function');
    if (flawed !== undefined) return flawed;
    const good = tests.filter((test) => typeof test === 'function');
    return (page) => (word === 'and' ? good.every((test) => test(page)) : good.some((test) => test(page)));
  }
  const timestamp = text(filter['timestamp']);
  if (timestamp === 'created_time' || timestamp === 'last_edited_time')
    return testOf(filter, { id: timestamp, name: timestamp, type: timestamp, config: {} });
  const key = text(filter['property']) ?? '';
  const property = properties.find(({ name, id }) => name === key || id === key);
  return property === undefined
    ? { flaw: `Could not find property with name or id: ${key}` }
    : testOf(filter, property);
}

/** The pages in the order asked for; without one as they were made. */
export function sorted(
  pages: readonly Page[],
  sorts: Json | undefined,
  properties: readonly Property[],
): readonly Page[] {
  return list(sorts).reduceRight<readonly Page[]>((all, sort) => {
    const key = text(at(sort, 'property')) ?? text(at(sort, 'timestamp')) ?? '';
    const property = properties.find(({ name, id }) => name === key || id === key) ?? {
      id: key,
      name: key,
      type: key,
      config: {},
    };
    const direction = at(sort, 'direction') === 'descending' ? -1 : 1;
    const value = (page: Page) => comparable(valueOn(page, property), property.type);
    return all.toSorted((a, b) => {
      const [left, right] = [value(a), value(b)];
      if (typeof left === 'number' && typeof right === 'number') return direction * (left - right);
      return direction * String(left ?? '').localeCompare(String(right ?? ''));
    });
  }, pages);
}
