import type { InputError } from '@tradeloom/chassis';
import type { Partner } from '../partners/partner.table.ts';
import { type Found, find } from './found.ts';
import type { Part, Profile } from './profile.ts';

type Format = Partner['format'];

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

/** What is said and would not be read. */
export const idleFields = (said: Part<Profile>, format: Format): Found => {
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
