import type { InputError } from '@tradeloom/chassis';
import { supportedMessages, supportedTypes } from '@tradeloom/edi';
import type { Text } from '@tradeloom/kernel';
import type { Partner } from '../partners/partner.table.ts';
import { edifactSeparators, x12Separators } from './check-separators.ts';
import { type Found, find } from './found.ts';
import { idleFields } from './idle-fields.ts';
import type { Numbering, Part, Profile, TypeVersion } from './profile.ts';

type Format = Partner['format'];

/** Character sets of ISO 10646 came with syntax version 4. */
const edifactSyntax = ({ edifact: { syntax } }: Profile): Found =>
  syntax !== null && /^UNO[WY]:[123]$/.test(syntax)
    ? [
        find(
          '/edifact/syntax',
          'syntax',
          `${syntax.slice(0, 4)} needs syntax version 4`,
          `${syntax.slice(0, 4)} 须用语法版本 4`,
        ),
      ]
    : [];

const written = { x12: /^00(40[1-9]|50[1-9])\d[A-Z0-9]{0,6}$/, edifact: /^D\.(96A|97A|01B)$/ };
const known = { x12: supportedTypes, edifact: supportedMessages };

const versionUnknown = (pointer: string): InputError =>
  find(pointer, 'version', 'is no version that we write or read', '不是本平台可读写的版本');

const typeVersions = (list: readonly TypeVersion[], base: string, format: 'x12' | 'edifact'): Found =>
  list.flatMap(({ type, version }, i) => [
    ...(known[format].includes(type)
      ? []
      : [find(`${base}/${i}/type`, 'type', 'is no message that we know', '不是本平台支持的报文')]),
    ...(written[format].test(version) ? [] : [versionUnknown(`${base}/${i}/version`)]),
    ...(list.slice(0, i).some((before) => before.type === type)
      ? [find(`${base}/${i}/type`, 'type', 'stands in the list already', '列表中已有该报文')]
      : []),
  ]);

const versions = ({ versions: { x12, edifact, byType, readAs } }: Profile, format: 'x12' | 'edifact'): Found => [
  ...(written.x12.test(x12) ? [] : [versionUnknown('/versions/x12')]),
  ...(written.edifact.test(edifact) ? [] : [versionUnknown('/versions/edifact')]),
  ...typeVersions(byType, '/versions/byType', format),
  ...typeVersions(readAs, '/versions/readAs', format),
];

/** Control numbers have nine digits at most. */
const largest = 999_999_999;

const numbering = (base: string, { first, last }: Numbering): Found => [
  ...(last > largest ? [find(`${base}/last`, 'max', `must be at most ${largest}`, `不得大于 ${largest}`)] : []),
  ...(first > last ? [find(`${base}/first`, 'range', 'comes after the last', '大于末号')] : []),
];

const controls = ({ controls: { interchange, group, message } }: Profile): Found => [
  ...numbering('/controls/interchange', interchange),
  ...numbering('/controls/group', group),
  ...numbering('/controls/message', message),
];

const shapes: Readonly<Record<'x12' | 'edifact' | 'ubl', { qualifier: RegExp; id: RegExp; text: Text }>> = {
  x12: {
    qualifier: /^[A-Z0-9]{2}$/,
    id: /^[\x21-\x7e]([\x20-\x7e]{0,13}[\x21-\x7e])?$/,
    text: { en: 'is none: two capitals or digits, and up to 15 characters', zh: '无效：限定符两位，标识最多 15 位' },
  },
  edifact: {
    qualifier: /^[A-Z0-9]{1,4}$/,
    id: /^[\x21-\x7e]([\x20-\x7e]{0,33}[\x21-\x7e])?$/,
    text: { en: 'is none: up to 4 and up to 35 characters', zh: '无效：限定符最多 4 位，标识最多 35 位' },
  },
  ubl: {
    qualifier: /^\d{4}$/,
    id: /^\S{1,35}$/,
    text: {
      en: 'is none: a scheme of four digits, and up to 35 characters',
      zh: '无效：体系代码四位数字，标识最多 35 位',
    },
  },
};

const identity = ({ identity: own }: Profile, format: 'x12' | 'edifact' | 'ubl'): Found => {
  const { qualifier, id, text } = shapes[format];
  const wrong = (name: 'qualifier' | 'id' | 'ourQualifier' | 'ourId', shape: RegExp): Found => {
    const value = own[name];
    return value === null || shape.test(value) ? [] : [{ pointer: `/identity/${name}`, code: 'identity', text }];
  };
  return [
    ...wrong('qualifier', qualifier),
    ...wrong('id', id),
    ...wrong('ourQualifier', qualifier),
    ...wrong('ourId', id),
  ];
};

/** What the services have to say to partners, as far as the format has words for it. */
const toAll = [
  'purchase-order',
  'order-change',
  'order-response',
  'order-change-response',
  'despatch-advice',
  'receipt-advice',
  'invoice',
  'remittance-advice',
  'application-advice',
];
const sendable: Readonly<Record<Format, readonly string[]>> = {
  x12: [...toAll, 'progress-report'],
  edifact: [...toAll, 'progress-report', 'transport-instruction'],
  ubl: toAll,
  sheet: ['purchase-order', 'order-change'],
};

const sends = (profile: Profile, format: Format): Found => {
  const kinds = sendable[format];
  return profile.sends.flatMap((kind, i) =>
    kinds.includes(kind)
      ? []
      : [find(`/sends/${i}`, 'isIn', `must be one of: ${kinds.join(', ')}`, `取值须为：${kinds.join('、')}`)],
  );
};

const expectations = ({ acknowledgements: { expects } }: Profile): Found =>
  expects === 'interchange'
    ? [
        find(
          '/acknowledgements/expects',
          'noEffect',
          'EDIFACT has one acknowledgement for both: functional',
          'EDIFACT 只有一种确认：functional',
        ),
      ]
    : [];

/**
 * What no field by itself can say: fields that contradict each other, or have no effect.
 * @param said by the sender; `profile` is that and the standard for the rest
 */
export const findingsOf = (profile: Profile, said: Part<Profile>, { format }: Partner): Found => {
  const found = [...idleFields(said, format), ...sends(profile, format)];
  if (format === 'sheet') return found;
  found.push(...identity(profile, format));
  if (format === 'ubl') return found;
  found.push(...versions(profile, format), ...controls(profile));
  if (format === 'x12') return [...found, ...x12Separators(profile)];
  return [...found, ...edifactSeparators(profile), ...edifactSyntax(profile), ...expectations(profile)];
};
