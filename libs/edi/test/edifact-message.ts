import type { CanonicalDocument } from '../src/canonical/documents.ts';
import { readEdifactFile } from '../src/edifact/read.ts';
import { writeEdifactInterchange } from '../src/edifact/write.ts';
import type { MessageResult } from '../src/result.ts';

/** A file around hand-written segments of one message; UNB, UNH, UNT and UNZ are added. @param version `D.96A` */
const edifactText = (type: string, version: string, body: readonly string[]): string => {
  const [status, release] = version.split('.');
  const message = [`UNH+1+${type}:${status}:${release}:UN`, ...body, `UNT+${body.length + 2}+1`];
  return ['UNB+UNOC:3+PARTNER:14+WE:14+260301:0915+REF1', ...message, 'UNZ+1+REF1'].map((s) => `${s}'`).join('\n');
};

/** Reads one hand-written message. */
export const readMessage = (type: string, version: string, body: readonly string[]): MessageResult => {
  const [interchange] = readEdifactFile(Buffer.from(edifactText(type, version, body), 'latin1')).interchanges;
  const message = interchange?.groups[0]?.messages[0];
  if (!message) throw new Error('no message');
  return message;
};

/** `CODE@segment position/element.component in group` of each finding. */
export const placesIn = ({ errors }: MessageResult): string[] =>
  errors.map(({ code, segmentPosition, element, component, group }) => {
    const place = [element, component].filter((part) => part !== null).join('.');
    return `${code}@${segmentPosition}/${place}${group === undefined ? '' : ` in ${group}`}`;
  });

/** The file that says the document; @param version `D.96A` */
export const writtenText = (document: CanonicalDocument, version: string): string => {
  const party = { qualifier: '14', id: 'PARTNER' };
  const envelope = { sender: party, receiver: party, control: '1', date: '2026-03-01', time: '0915', version };
  return new TextDecoder().decode(writeEdifactInterchange({ envelope, documents: [document] }));
};

/** What a reader of the written file understands. */
export const readBack = (document: CanonicalDocument, version: string): unknown =>
  readEdifactFile(Buffer.from(writtenText(document, version))).interchanges[0]?.groups[0]?.messages[0]?.document;

/** Every finding speaks both languages. */
export const mustSpeakBoth = ({ errors }: MessageResult): void => {
  for (const { message } of errors) {
    expect(message).toEqual({ en: expect.stringMatching(/[a-z]/), zh: expect.stringMatching(/[\u4e00-\u9fff]/) });
  }
};
