import type { ValueType } from './canonical-shapes.ts';
import type { CheckedRule } from './checked-map.ts';
import { fitLeaf } from './fit-leaf.ts';
import type { MapProblems } from './map-problem.ts';
import type { MessageStructure } from './message-structure.ts';

/** Whether what the element holds can become what the document holds, and the other way. */
export const checkTypes = (structure: MessageStructure, checked: CheckedRule, problems: MapProblems): void => {
  const { rule, path, place } = checked;
  if (rule.omit) return;
  if (path) checkValues(checked, problems);
  else checkStandardCodes(checked, problems);
  if (path && place?.slot && rule.fixed === undefined) {
    if (checked.reads) checkReading(checked, problems);
    if (checked.writes) checkWriting(checked, problems);
    if (structure.syntax === 'x12') checkBasicDates(checked, problems);
  }
  checkLengths(checked, problems);
};

/** What the map itself says to the message: codes of the partner, defaults, fixed values. */
const checkLengths = ({ n, rule, place, reads, writes }: CheckedRule, problems: MapProblems): void => {
  const slot = place?.slot;
  if (!slot) return;
  // What steps make of an element need not fit it, nor what a partner writes against the standard.
  const areAsWritten = rule.apply === undefined && (writes || rule.path !== undefined);
  const texts = [
    ...(areAsWritten ? Object.keys(rule.codes ?? {}) : []).map((code) => ['codes', code] as const),
    ...(writes && rule.fixed !== undefined ? [['fixed', rule.fixed] as const] : []),
    ...(writes && !reads && rule.default !== undefined ? [['default', rule.default] as const] : []),
  ];
  for (const [field, text] of texts) {
    const length = [...text].length;
    if (length > slot.max || length < slot.min) {
      problems.add(n, field, 'too-long', { value: text, expected: `${place.text} ${slot.min}..${slot.max}` });
    }
  }
};

/** What takes the place of the partner's code in the message is a code. */
const checkStandardCodes = ({ n, rule, place }: CheckedRule, problems: MapProblems): void => {
  for (const code of Object.values(rule.codes ?? {})) {
    if (/^[A-Za-z0-9]+$/.test(code) && code.length <= (place?.slot?.max ?? 0)) continue;
    problems.add(n, 'codes', 'code-not-one-of', { value: code, expected: place?.text ?? '' });
  }
};

const forms: Readonly<Record<ValueType, string>> = {
  text: 'text',
  currency: 'ISO 4217',
  decimal: '-123.45',
  integer: '123',
  date: 'YYYY-MM-DD',
  boolean: 'boolean',
  instant: 'RFC 3339',
  clock: 'HH:MM',
};

/** What the map itself says to the document: codes of ours, defaults, fixed values. */
const checkValues = ({ n, rule, path, reads, place }: CheckedRule, problems: MapProblems): void => {
  const leaf = path?.leaf;
  if (leaf?.is !== 'value') return;
  const values = [
    ...Object.values(rule.codes ?? {}).map((code) => ['codes', code] as const),
    ...(reads && rule.default !== undefined ? [['default', rule.default] as const] : []),
    ...(reads && rule.fixed !== undefined ? [['fixed', rule.fixed] as const] : []),
  ];
  const { oneOf } = leaf;
  const expected = oneOf?.join(' ') ?? '';
  for (const [field, value] of values) {
    if (oneOf && !oneOf.includes(value)) problems.add(n, field, 'code-not-one-of', { value, expected });
    else if (fitLeaf(leaf, value) === undefined) {
      problems.add(n, field, 'value-unfit', { value, expected: `${forms[leaf.type]} (${path?.text})` });
    }
  }
  const needsCodes = oneOf !== undefined || (path?.steps.at(-1)?.name === 'unit' && rule.fixed === undefined);
  if (place && needsCodes && !rule.codes && rule.fixed === undefined) {
    problems.add(n, 'codes', 'needs-codes', { value: path?.text ?? '', expected: expected || 'UN/ECE Rec. 20' });
  }
};

const givenBy = ({ steps }: CheckedRule): 'date' | 'decimal' | undefined =>
  steps.findLast(({ gives }) => gives !== undefined)?.gives;

const checkReading = (checked: CheckedRule, problems: MapProblems): void => {
  const { n, rule, path, place } = checked;
  const leaf = path?.leaf;
  if (leaf?.is !== 'value' || rule.codes) return;
  const gives = givenBy(checked);
  const differs = (): void =>
    problems.add(n, 'at', 'type-differs', { value: place?.text ?? '', expected: `${leaf.type} ${path?.text ?? ''}` });
  if (leaf.type === 'date' && gives !== 'date') problems.add(n, 'apply', 'needs-date');
  if (['instant', 'clock', 'boolean'].includes(leaf.type)) differs();
  const isNumeric = leaf.type === 'decimal' || leaf.type === 'integer';
  if (isNumeric && (gives === 'date' || ['date', 'time'].includes(place?.slot?.type ?? ''))) differs();
};

const checkWriting = (checked: CheckedRule, problems: MapProblems): void => {
  const { n, rule, path, place } = checked;
  const leaf = path?.leaf;
  const type = place?.slot?.type;
  if (leaf?.is !== 'value' || rule.codes) return;
  const isNumeric = leaf.type === 'decimal' || leaf.type === 'integer';
  const fits = {
    text: true,
    decimal: isNumeric,
    integer: leaf.type === 'integer' || (isNumeric && givenBy(checked) === 'decimal'),
    date: leaf.type === 'date',
    time: false,
  };
  if (type && !fits[type]) {
    problems.add(n, 'at', 'type-differs', { value: path?.text ?? '', expected: `${type} ${place?.text ?? ''}` });
  }
};

/** X12 writes dates in one way wherever an element is of that type. */
const checkBasicDates = ({ n, rule, place }: CheckedRule, problems: MapProblems): void => {
  if (place?.slot?.type !== 'date') return;
  const other = (rule.apply ?? []).some(
    (step) => typeof step === 'object' && 'date' in step && step.date !== 'YYYYMMDD',
  );
  if (other) problems.add(n, 'apply', 'needs-basic-date', { value: place.text });
};
