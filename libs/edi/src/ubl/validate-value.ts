import { isCcyymmdd } from '../calendar.ts';
import type { Problems } from '../findings/problem.ts';
import { countries, currencies, units } from './schema/code-lists.ts';
import type { XmlElement } from './xml-element.ts';

/** The last word of a component's name says its type (CCTS representation term). */
type Check = (element: XmlElement, problems: Problems) => void;

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const time = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
const date = /^(\d{4})-(\d{2})-(\d{2})(Z|[+-]\d\d:\d\d)?$/;

const isDate = (text: string): boolean => {
  const [, year, month, day] = date.exec(text) ?? [];
  return isCcyymmdd(`${year}${month}${day}`);
};

const form =
  (expected: string, holds: (text: string) => boolean): Check =>
  (element, problems) => {
    if (!holds(element.value)) problems.at('UBL_VALUE_INVALID', element, { expected, value: element.value });
  };

/** Longer numbers are no amounts, and cost time; longer identifiers find no index that takes them. */
const longestNumber = 40;
export const longestId = 200;

const number = form('xsd:decimal', (text) => text.length <= longestNumber && decimal.test(text));
const identifier = form(`an identifier of ${longestId} characters`, (text) => text.length <= longestId);

const amount: Check = (element, problems) => {
  number(element, problems);
  const currency = element.attributes['currencyID'];
  if (currency === undefined) problems.at('UBL_ATTRIBUTE_MISSING', element, { expected: 'currencyID' });
  else if (!currencies.has(currency)) unknownCode(element, '/@currencyID', currency, 'ISO 4217', problems);
};

const unknownCode = (element: XmlElement, attribute: string, value: string, expected: string, problems: Problems) =>
  problems.at('UBL_CODE_UNKNOWN', element, { path: `${element.path}${attribute}`, value, expected });

const quantity: Check = (element, problems) => {
  number(element, problems);
  const unit = element.attributes['unitCode'];
  if (unit === undefined && element.id.endsWith('Measure')) {
    problems.at('UBL_ATTRIBUTE_MISSING', element, { expected: 'unitCode' });
  } else if (unit !== undefined && !units.has(unit)) {
    problems.at('UBL_UNIT_UNKNOWN', element, { path: `${element.path}/@unitCode`, value: unit });
  }
};

const codeIn =
  (list: ReadonlySet<string>, expected: string): Check =>
  (element, problems) => {
    if (!list.has(element.value)) unknownCode(element, '', element.value, expected, problems);
  };

const checks: readonly (readonly [RegExp, Check])[] = [
  [/CurrencyCode$/, codeIn(currencies, 'ISO 4217')],
  [/^IdentificationCode$/, codeIn(countries, 'ISO 3166-1')],
  [/Amount$/, amount],
  [/(Quantity|Measure)$/, quantity],
  [/Date$/, form('xsd:date', isDate)],
  [/Time$/, form('xsd:time', (text) => time.test(text))],
  [/Indicator$/, form('xsd:boolean', (text) => /^(true|false|0|1)$/.test(text))],
  [/(Percent|Numeric|Rate)$/, number],
  [/ID$/, identifier],
];

/** Which check a component's name calls for; names are few, documents long. */
const known = new Map<string, Check | null>();

const checkOf = (name: string): Check | null => {
  const found = known.get(name);
  if (found !== undefined) return found;
  const check = checks.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  known.set(name, check);
  return check;
};

export const validateValue = (element: XmlElement, problems: Problems): void => {
  const [child] = element.children;
  if (child) problems.at('UBL_ELEMENT_UNKNOWN', child, { expected: element.id });
  else checkOf(element.id)?.(element, problems);
};
