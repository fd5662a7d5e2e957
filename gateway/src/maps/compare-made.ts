import type { Tx } from '@tradeloom/chassis';
import {
  type CanonicalDocument,
  type Difference,
  type MapOf,
  segmentDifferences,
  type WriteMap,
  writeEdifactInterchange,
  writeInterchange,
} from '@tradeloom/edi';
import { DomainError } from '@tradeloom/kernel';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import { keptReferences } from './kept-references.ts';
import { type Compared, messagesIn, readerOf, type Said, saidBy } from './trial.ts';

/** Neither is sent: the envelope says nothing. */
const envelope = {
  sender: { qualifier: 'ZZ', id: 'TRIAL' },
  receiver: { qualifier: 'ZZ', id: 'TRIAL' },
  control: 1,
  groupControl: 1,
  date: '2000-01-01',
  time: '0000',
};

/** A message that was sent, made anew by the map in force and by another: the segments are compared. */
export const compareMade = async (
  tx: Tx,
  partner: ProfiledPartner,
  format: string,
  content: Buffer,
  before: MapOf,
  after: MapOf,
): Promise<Compared[]> => {
  const made: Compared[] = [];
  for (const { message, groupControl } of messagesIn(readerOf(partner, format, content), before)) {
    const { document, type, version, control } = message;
    if (!document) continue;
    const kept = await keptReferences(tx, partner.id, document);
    const was = make(format, version, document, { of: before, kept });
    const is = make(format, version, document, { of: after, kept });
    const changes: Difference[] =
      'refusal' in was || 'refusal' in is ? [] : segmentDifferences(was.segments, is.segments);
    made.push({
      type,
      release: version,
      control,
      groupControl,
      before: madeOf(saidBy(message), was),
      after: madeOf(saidBy(message), is),
      differences: 'refusal' in is ? [{ path: '', before: null, after: is.refusal }] : changes,
    });
  }
  return made;
};

type Made = { readonly segments: readonly string[] } | { readonly refusal: object };

const madeOf = (said: Said, made: Made): Said =>
  'refusal' in made ? { ...said, verdict: 'rejected', errors: [made.refusal] } : said;

/** One line each, without the envelope. */
const make = (format: string, version: string, document: CanonicalDocument, map: WriteMap): Made => {
  const whole = { ...envelope, version };
  try {
    const bytes =
      format === 'edifact'
        ? writeEdifactInterchange({ envelope: whole, documents: [document], options: { map, asUtf8: true } })
        : writeInterchange({
            envelope: whole,
            documents: [document],
            options: { map, onDelimiter: { replaceWith: ' ' } },
          });
    const lines = new TextDecoder().decode(bytes).split('\n');
    return { segments: lines.filter((line) => line !== '' && !/^(ISA|GS|GE|IEA|UNA|UNB|UNZ)/.test(line)) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refusal: { code: error.code, message: error.text, ...error.facts } };
  }
};
