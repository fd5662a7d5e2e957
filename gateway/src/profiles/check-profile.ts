import type { InputError } from '@tradeloom/chassis';
import { supportedMessages, supportedTypes } from '@tradeloom/edi';
import type { Text } from '@tradeloom/kernel';
import type { Partner } from '../partners/partner.table.ts';
import type { Numbering, Part, Profile, TypeVersion } from './profile.ts';

type Format = Partner['format'];
type Found = readonly InputError[];

const find = (pointer: string, code: string, en: string, zh: string): InputError => ({
  pointer,
  code,
  text: { en, zh },
});

/** Sections that only some formats have a use for. */
const sections: Readonly<Partial<Record<keyof Profile, readonly Format[]>>> = {
  identity: ['x12', 'edifact', 'ubl'],
  versions: ['x12', 'edifact'],
  charsets: ['x12', 'edifact'],
  x12: ['x12'],
  edifact: ['edifact'],
  controls: ['x12', 'edifact'],
  duplicates: ['x12', 'edifact'],
  sequence: ['x12', 'edifact'],
  acknowledgements: ['x12', 'edifact'],
  strictness: ['x12', 'edifact'],
};

/** Fields that only one format has a use for. */
const fields: Readonly<Record<string, Format>> = {
  'charsets/out': 'x12',
  'controls/group': 'x12',
  'versions/x12': 'x12',
  'versions/edifact': 'edifact',
  'acknowledgements/ta1': 'x12',
  'acknowledgements/functional': 'x12',
  'acknowledgements/acceptedSets': 'x12',
  'acknowledgements/contrl': 'edifact',
  'strictness/charset': 'edifact',
  'strictness/unpaddedIsa': 'x12',
  'identity/groupId': 'x12',
  'identity/ourGroupId': 'x12',
};

const withoutEffect = (pointer: string, format: Format): InputError =>
  find(pointer, 'noEffect', `has no effect on ${format} files`, `对 ${format} 格式的文件不起作用`);

const idle = (said: Part<Profile>, format: Format): Found => {
  const held = said as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  const ofSections = Object.entries(sections)
    .filter(([name, formats]) => held[name] !== undefined && !formats.includes(format))
    .map(([name]) => withoutEffect(`/${name}`, format));
  const ofFields = Object.entries(fields)
    .filter(([path, only]) => {
      const [section = '', field = ''] = path.split('/');
      return only !== format && held[section]?.[field] !== undefined;
    })
    .map(([path]) => withoutEffect(`/${path}`, format));
  return ofSections.length > 0 ? ofSections : ofFields;
};

const isMark = (text: string): boolean => /^[^A-Za-z0-9 ]$/.test(text) && text < '\u007f';

/** Separators are single characters, each another. @param marks by the pointer of their field */
const separators = (marks: Readonly<Record<string, string>>): Found =>
  Object.entries(marks).flatMap(([pointer, mark], i, all) => {
    if (!isMark(mark)) {
      return find(
        pointer,
        'separator',
        'must be an ASCII character that is no letter, digit or blank',
        '须为 ASCII 字符，且不是字母、数字或空格',
      );
    }
    const first = all.slice(0, i).find(([, other]) => other === mark);
    return first ? find(pointer, 'separator', `is the same as ${first[0]}`, `与 ${first[0]} 相同`) : [];
  });

const x12Separators = ({ x12 }: Profile): Found => {
  const { element, component, terminator, isa11, repetition, replacement } = x12;
  const used = {
    '/x12/element': element,
    '/x12/component': component,
    '/x12/terminator': terminator,
    ...(isa11 === 'repetition' && { '/x12/repetition': repetition }),
  };
  const usual = isa11 === 'by-version' ? [...Object.values(used), '^'] : Object.values(used);
  const taken = isa11 === 'by-version' ? Object.entries(used).filter(([, mark]) => mark === '^') : [];
  return [
    ...separators(used),
    ...taken.map(([pointer]) =>
      find(pointer, 'separator', 'is the repetition separator from 00402 on', '自 00402 起为重复分隔符'),
    ),
    ...(usual.includes(replacement)
      ? [find('/x12/replacement', 'separator', 'is a separator itself', '本身就是分隔符')]
      : []),
  ];
};

const edifactSeparators = ({ edifact }: Profile): Found => {
  const { component, element, release, repetition, terminator, decimalMark } = edifact;
  return separators({
    '/edifact/component': component,
    '/edifact/element': element,
    '/edifact/release': release,
    '/edifact/repetition': repetition,
    '/edifact/terminator': terminator,
    '/edifact/decimalMark': decimalMark,
  });
};

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

/** What the services have to say to partners. */
const sendable = [
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

const sends = (profile: Profile, format: Format): Found => {
  const kinds = format === 'sheet' ? ['purchase-order', 'order-change'] : sendable;
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
  const found = [...idle(said, format), ...sends(profile, format)];
  if (format === 'sheet') return found;
  found.push(...identity(profile, format));
  if (format === 'ubl') return found;
  found.push(...versions(profile, format), ...controls(profile));
  if (format === 'x12') return [...found, ...x12Separators(profile)];
  return [...found, ...edifactSeparators(profile), ...edifactSyntax(profile), ...expectations(profile)];
};
