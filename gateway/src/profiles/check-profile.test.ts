import type { Partner } from '../partners/partner.table.ts';
import { findingsOf } from './check-profile.ts';
import type { Part, Profile } from './profile.ts';
import { completed, standardProfile } from './standard-profile.ts';

const partner = (format: Partner['format']): Partner => ({
  id: 'p',
  version: 0,
  parties: ['p', 'us'],
  organisation: 'p',
  counterparty: 'us',
  format,
  qualifier: null,
  identity: null,
  groupIdentity: null,
  ourQualifier: null,
  ourIdentity: null,
  ourGroupIdentity: null,
  x12Version: null,
  x12Acknowledgement: '997',
  edifactDirectory: null,
  test: false,
  sends: ['purchase-order'],
  feedTake: 'good-rows',
});
const found = (format: Partner['format'], said: Part<Profile>): string[] => {
  const findings = findingsOf(completed(standardProfile(partner(format)), said), said, partner(format));
  expect(findings.filter(({ text }) => !/[\u4e00-\u9fff]/.test(text.zh))).toEqual([]);
  return findings.map(({ pointer }) => pointer);
};

describe('a profile is sound', () => {
  it.each(['x12', 'edifact', 'ubl', 'sheet'] as const)('where a partner of %s says nothing', (format) => {
    expect(found(format, {})).toEqual([]);
  });

  it.each<[string, Partner['format'], Part<Profile>, string[]]>([
    ['separators that are letters', 'x12', { x12: { element: 'x' } }, ['/x12/element']],
    ['separators beyond ASCII', 'x12', { x12: { terminator: '…' } }, ['/x12/terminator']],
    ['separators that are the same', 'x12', { x12: { component: '~' } }, ['/x12/terminator']],
    ['the repetition separator of later versions', 'x12', { x12: { element: '^' } }, ['/x12/element']],
    ['the same where ISA11 says no such thing', 'x12', { x12: { element: '^', isa11: 'standards-id' } }, []],
    ['a replacement that separates', 'x12', { x12: { replacement: '~' } }, ['/x12/replacement']],
    [
      'a decimal mark that separates',
      'edifact',
      { edifact: { element: ',', decimalMark: ',' } },
      ['/edifact/decimalMark'],
    ],
    ['UTF-8 before syntax 4', 'edifact', { edifact: { syntax: 'UNOY:3' } }, ['/edifact/syntax']],
    ['a version that is none', 'x12', { versions: { x12: '4010' } }, ['/versions/x12']],
    ['a directory that we do not write', 'edifact', { versions: { edifact: 'D.95B' } }, ['/versions/edifact']],
    [
      'a type twice, and one that is none',
      'x12',
      {
        versions: {
          byType: [
            { type: '855', version: '005010' },
            { type: '855', version: 'D.96A' },
            { type: 'ORDERS', version: '004010' },
          ],
        },
      },
      ['/versions/byType/1/version', '/versions/byType/1/type', '/versions/byType/2/type'],
    ],
    [
      'a range that ends before it begins',
      'x12',
      { controls: { group: { first: 5, last: 4 } } },
      ['/controls/group/first'],
    ],
    ['more than nine digits', 'x12', { controls: { message: { last: 1_000_000_000 } } }, ['/controls/message/last']],
    [
      'an identity of another syntax',
      'x12',
      { identity: { id: '4012345000009-long', ourQualifier: '014' } },
      ['/identity/id', '/identity/ourQualifier'],
    ],
    ['an identity of its own', 'edifact', { identity: { id: '4012345000009-long', ourQualifier: '014' } }, []],
    ['an endpoint', 'ubl', { identity: { qualifier: 'GLN', id: '4012345000009' } }, ['/identity/qualifier']],
    ['documents that nobody sends', 'x12', { sends: ['delivery-forecast'] }, ['/sends/0']],
    ['documents that X12 has no set for', 'x12', { sends: ['transport-instruction'] }, ['/sends/0']],
    ['what EDIFACT has a message for', 'edifact', { sends: ['transport-instruction', 'progress-report'] }, []],
    ['documents that are no workbook', 'sheet', { sends: ['invoice'] }, ['/sends/0']],
    ['sections of another format', 'sheet', { x12: {}, strictness: {} }, ['/x12', '/strictness']],
    [
      'fields of another format',
      'edifact',
      { strictness: { unpaddedIsa: 'note' }, controls: { group: { first: 1 } } },
      ['/controls/group', '/strictness/unpaddedIsa'],
    ],
    [
      'two acknowledgements where there is one',
      'edifact',
      { acknowledgements: { expects: 'interchange' } },
      ['/acknowledgements/expects'],
    ],
  ])('or is told of %s (%s)', (_, format, said, expected) => {
    expect(found(format, said)).toEqual(expected);
  });
});

it('a kept version has the standard’s fields where it was kept before there were such', () => {
  const kept = { x12: { element: '|' }, sends: [] } as Part<Profile>;
  const profile = completed(standardProfile(partner('x12')), kept);
  expect([profile.x12.element, profile.x12.component, profile.sends, profile.limits.messages]).toEqual([
    '|',
    '>',
    [],
    null,
  ]);
});
