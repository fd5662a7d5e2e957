import { type Found, find } from './found.ts';
import type { Profile } from './profile.ts';

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

export const x12Separators = ({ x12 }: Profile): Found => {
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

export const edifactSeparators = ({ edifact }: Profile): Found => {
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
