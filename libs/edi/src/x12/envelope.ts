import { isAscii } from 'node:buffer';
import { Problems } from '../findings/problem.ts';
import type { Charset, GroupResult, InterchangeResult, MessageResult, ReceivedInterchangeAck } from '../result.ts';
import { sameNumber } from '../structure/counts.ts';
import { maxSegmentBytes } from '../structure/tokenizer.ts';
import type { Delimiters } from './delimiters.ts';
import { checkGroupHeader, checkInterchangeHeader } from './envelope-headers.ts';
import { Segment, type Source } from './segment.ts';
import { X12Tokenizer } from './tokenizer.ts';

/** A transaction set longer than this is not kept in memory. */
const maxMessageSegments = 500_000;

/** The segments of one transaction set with what the envelope found about it, before its structure is checked. */
export interface RawMessage {
  /** ST first; SE last where there is one. */
  segments: Segment[];
  groupDate: string;
  versionCode: string;
  functionalId: string;
}

export type JudgeMessage = (message: RawMessage, problems: Problems) => MessageResult;

/**
 * Walks ISA/GS/ST..SE/GE/IEA (X12.5, X12.6), checks nesting, counts (SE01, GE01, IEA01) and control references,
 * and hands every transaction set to `judge`. Only one set's segments are in memory at a time.
 */
export const readInterchange = (
  bytes: Buffer,
  start: number,
  delimiters: Delimiters,
  charset: Charset,
  ascii: boolean,
  judge: JudgeMessage,
): { interchange: InterchangeResult; end: number } =>
  new EnvelopeReader({ bytes, charset, ascii, delimiters }, start, judge).read();

interface OpenGroup {
  result: Omit<GroupResult, 'verdict' | 'errors'>;
  messageControls: Set<string>;
  problems: Problems;
}

class EnvelopeReader {
  private readonly tokens: X12Tokenizer;
  private readonly isa: Segment;
  private readonly problems = new Problems();
  private readonly groups: OpenGroup[] = [];
  private readonly acks: ReceivedInterchangeAck[] = [];
  private readonly groupControls = new Set<string>();
  private group: OpenGroup | null = null;
  private message: RawMessage | null = null;
  private messageProblems = new Problems();
  private count = 0;
  private wrapped = false;

  constructor(
    private readonly source: Source,
    private readonly start: number,
    private readonly judge: JudgeMessage,
  ) {
    this.isa = new Segment(source, start, source.delimiters.isaEnd, 0);
    this.tokens = new X12Tokenizer(source, source.delimiters.isaEnd + source.delimiters.terminator.length);
  }

  read(): { interchange: InterchangeResult; end: number } {
    const header = checkInterchangeHeader(this.isa, this.problems);
    const end = this.readSegments();
    const groups = this.groups.map(({ result, problems }) => ({
      ...result,
      verdict: 'accepted' as const,
      errors: problems.list,
    }));
    return {
      interchange: {
        ...header,
        charset: this.source.charset,
        byteOffset: this.start,
        verdict: 'accepted',
        errors: this.problems.list,
        groups,
        receivedAcks: this.acks,
      },
      end,
    };
  }

  /** @returns where the interchange ends */
  private readSegments(): number {
    while (this.tokens.advance()) {
      const position = this.message ? this.count + 1 : 0;
      const segment = new Segment(this.source, this.tokens.start, this.tokens.end, position);
      this.checkToken(segment);
      if (segment.id === 'ISA') {
        this.closeUnfinished(segment.start);
        return segment.start;
      }
      this.take(segment);
      if (segment.id === 'IEA') return this.tokens.next;
    }
    this.closeUnfinished(this.source.bytes.length);
    return this.source.bytes.length;
  }

  private checkToken(segment: Segment): void {
    const place = { segment: segment.id.slice(0, 3), byteOffset: segment.start };
    if (this.tokens.tooLarge) this.problems.add('SEGMENT_TOO_LARGE', { ...place, expected: maxSegmentBytes });
    if (!this.tokens.terminated) this.problems.add('SEGMENT_NOT_TERMINATED', place);
    if (!this.wrapped && segment.hasLineBreak && this.source.delimiters.element !== 0x0a) {
      this.wrapped = true;
      this.problems.add('LINE_BREAK_IN_SEGMENT', place);
    }
  }

  private take(segment: Segment): void {
    switch (segment.id) {
      case 'GS':
        this.closeGroup(null);
        this.openGroup(segment);
        break;
      case 'GE':
        this.closeGroup(segment);
        break;
      case 'ST':
        this.closeMessage(null);
        this.openMessage(segment);
        break;
      case 'SE':
        this.closeMessage(segment);
        break;
      case 'IEA':
        this.closeInterchange(segment);
        break;
      default:
        this.takeBody(segment);
    }
  }

  private takeBody(segment: Segment): void {
    if (this.message) {
      this.count++;
      if (this.count <= maxMessageSegments) this.message.segments.push(segment);
    } else if (this.group) this.group.problems.at('SEGMENT_OUTSIDE_MESSAGE', segment);
    else if (segment.id === 'TA1') {
      const [, control = '', date = '', time = '', code = '', note = ''] = segment.elements;
      this.acks.push({ control, date, time, code, note });
    } else this.problems.at('SEGMENT_OUTSIDE_GROUP', segment);
  }

  private openGroup(gs: Segment): void {
    const problems = new Problems();
    const result = { ...checkGroupHeader(gs, problems), declaredMessages: 0, messages: [] };
    if (this.groupControls.has(result.control)) this.problems.at('GS_CONTROL_REPEATED', gs, { element: 6 });
    this.groupControls.add(result.control);
    this.group = { problems, result, messageControls: new Set() };
    this.groups.push(this.group);
  }

  private openMessage(st: Segment): void {
    if (!this.group) {
      this.problems.at('SEGMENT_OUTSIDE_GROUP', st);
      return;
    }
    this.messageProblems = new Problems();
    this.count = 1;
    const { date, versionCode, functionalId } = this.group.result;
    const first = new Segment(this.source, st.start, st.end, 1);
    this.message = { segments: [first], groupDate: date, versionCode, functionalId: functionalId ?? '' };
    const control = st.at(2);
    if (!/^[A-Z0-9]{4,9}$/i.test(control)) this.messageProblems.at('ST_CONTROL_INVALID', first, { element: 2 });
    else if (this.group.messageControls.has(control)) {
      this.messageProblems.at('ST_CONTROL_REPEATED', first, { element: 2 });
    }
    this.group.messageControls.add(control);
  }

  private closeMessage(se: Segment | null): void {
    const { message, group, messageProblems: problems } = this;
    if (!message || !group) {
      if (se) (group?.problems ?? this.problems).at(group ? 'SEGMENT_OUTSIDE_MESSAGE' : 'SEGMENT_OUTSIDE_GROUP', se);
      return;
    }
    const st = message.segments[0] as Segment;
    if (!se)
      problems.add('SE_MISSING', { segment: 'SE', segmentPosition: this.count + 1, byteOffset: this.tokens.start });
    else {
      this.count++;
      message.segments.push(se);
      const counted = se.at(1);
      if (!(/^\d+$/.test(counted) && Number(counted) === this.count)) {
        problems.at('SE_COUNT_MISMATCH', se, { element: 1, expected: this.count, found: counted });
      }
      if (se.at(2) !== st.at(2)) {
        problems.at('SE_CONTROL_MISMATCH', se, { element: 2, expected: st.at(2), found: se.at(2) });
      }
    }
    if (this.count > maxMessageSegments) problems.at('MESSAGE_TOO_LARGE', st, { expected: maxMessageSegments });
    group.result.messages.push({ ...this.judge(message, problems), segments: this.count });
    this.message = null;
  }

  private closeGroup(ge: Segment | null): void {
    this.closeMessage(null);
    const group = this.group;
    if (!group) {
      if (ge) this.problems.at('SEGMENT_OUTSIDE_GROUP', ge);
      return;
    }
    const { result, problems } = group;
    result.declaredMessages = /^\d{1,6}$/.test(ge?.at(1) ?? '') ? Number(ge?.at(1)) : result.messages.length;
    if (!ge) problems.add('GE_MISSING', { segment: 'GE', byteOffset: this.tokens.start });
    else {
      if (!sameNumber(ge.at(1), result.messages.length)) {
        problems.at('GE_COUNT_MISMATCH', ge, { element: 1, expected: result.messages.length, found: ge.at(1) });
      }
      if (ge.at(2) !== result.control) {
        problems.at('GE_CONTROL_MISMATCH', ge, { element: 2, expected: result.control, found: ge.at(2) });
      }
    }
    this.group = null;
  }

  private closeInterchange(iea: Segment): void {
    this.closeGroup(null);
    const [counted, control] = [iea.at(1), iea.at(2)];
    // Many senders count a lone TA1 as a group.
    const onlyAcks = this.groups.length === 0 && this.acks.length > 0;
    if (!sameNumber(counted, this.groups.length) && !(onlyAcks && counted === '1')) {
      this.problems.at('IEA_COUNT_MISMATCH', iea, { element: 1, expected: this.groups.length, found: counted });
    }
    if (control !== this.isa.at(13)) {
      this.problems.at('IEA_CONTROL_MISMATCH', iea, { element: 2, expected: this.isa.at(13), found: control });
    }
  }

  private closeUnfinished(at: number): void {
    this.closeGroup(null);
    this.problems.add('IEA_MISSING', { segment: 'IEA', byteOffset: at });
  }
}

/** Buffer over the same memory, and whether every byte is ASCII. */
export const openBytes = (bytes: Uint8Array): { buffer: Buffer; ascii: boolean } => ({
  buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  ascii: isAscii(bytes),
});
