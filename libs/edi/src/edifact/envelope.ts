import { Problems } from '../findings/problem.ts';
import type { GroupResult, InterchangeResult, MessageResult } from '../result.ts';
import { sameNumber } from '../structure/counts.ts';
import { maxSegmentBytes } from '../structure/tokenizer.ts';
import { checkInterchangeHeader, groupHeader } from './envelope-headers.ts';
import { Segment, type Source } from './segment.ts';
import { EdifactTokenizer } from './tokenizer.ts';

/** A message longer than this is not kept in memory. */
const maxMessageSegments = 500_000;

/** The segments of one message with what the envelope found about it, before its structure is checked. */
export interface RawMessage {
  /** UNH first; UNT last where there is one. */
  segments: Segment[];
  /** UNB 0017, CCYYMMDD. */
  interchangeDate: string;
}

export type JudgeMessage = (message: RawMessage, problems: Problems) => MessageResult;

interface OpenGroup {
  result: Omit<GroupResult, 'verdict' | 'errors'>;
  problems: Problems;
}

/**
 * Walks UNB/UNG/UNH..UNT/UNE/UNZ (ISO 9735-1), checks nesting, counts (UNT 0074, UNE 0060, UNZ 0036) and control
 * references, and hands every message to `judge`. Only one message's segments are in memory at a time. Messages
 * without UNG stand in one group whose `functionalId` is null.
 */
export class EnvelopeReader {
  private readonly tokens: EdifactTokenizer;
  private readonly problems: Problems;
  private readonly groups: OpenGroup[] = [];
  private readonly controls = new Set<string>();
  private unb: Segment | null = null;
  private header: ReturnType<typeof checkInterchangeHeader> | null = null;
  private group: OpenGroup | null = null;
  private message: RawMessage | null = null;
  private messageProblems = new Problems();
  private count = 0;
  private wrapped = false;

  constructor(
    private readonly source: Source,
    private readonly start: number,
    private readonly judge: JudgeMessage,
    problems: Problems,
  ) {
    this.problems = problems;
    this.tokens = new EdifactTokenizer(source, source.service.unb);
  }

  read(): { interchange: InterchangeResult; end: number } {
    const end = this.readSegments();
    const header = this.header as ReturnType<typeof checkInterchangeHeader>;
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
        receivedAcks: [],
      },
      end,
    };
  }

  /** @returns where the interchange ends */
  private readSegments(): number {
    while (this.tokens.advance()) {
      const segment = new Segment(this.source, this.tokens.start, this.tokens.end, this.message ? this.count + 1 : 0);
      const { id } = segment;
      // The next interchange begins without an end of this one: with a UNA or, without, with its UNB.
      if (this.unb && (id === 'UNB' || id.startsWith('UNA'))) {
        this.closeUnfinished(segment.start);
        return segment.start;
      }
      this.checkToken(segment);
      this.take(segment, id);
      if (id === 'UNZ') return this.tokens.next;
    }
    this.closeUnfinished(this.source.bytes.length);
    return this.source.bytes.length;
  }

  private checkToken(segment: Segment): void {
    const place = { segment: segment.id.slice(0, 3), byteOffset: segment.start };
    if (this.tokens.tooLarge) this.problems.add('SEGMENT_TOO_LARGE', { ...place, expected: maxSegmentBytes });
    if (!this.tokens.terminated) {
      this.problems.add('SEGMENT_NOT_TERMINATED', place);
      if (segment.endsInRelease) this.problems.add('RELEASE_AT_END', { ...place, byteOffset: segment.end - 1 });
    }
    if (!this.wrapped && segment.hasLineBreak) {
      this.wrapped = true;
      this.problems.add('LINE_BREAK_IN_SEGMENT', place);
    }
  }

  private take(segment: Segment, id: string): void {
    switch (id) {
      case 'UNB':
        this.unb = segment;
        this.header = checkInterchangeHeader(segment, this.problems);
        break;
      case 'UNG':
        this.closeGroup(null);
        this.openGroup(segment);
        break;
      case 'UNE':
        this.closeGroup(segment);
        break;
      case 'UNH':
        this.closeMessage(null);
        this.openMessage(segment);
        break;
      case 'UNT':
        this.closeMessage(segment);
        break;
      case 'UNZ':
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
    } else (this.group?.problems ?? this.problems).at('SEGMENT_OUTSIDE_MESSAGE', segment);
  }

  private openGroup(ung: Segment): void {
    if (this.groups.some(({ result }) => result.functionalId === null)) this.problems.at('GROUPS_MIXED', ung);
    this.group = { problems: new Problems(), result: { ...groupHeader(ung), declaredMessages: 0, messages: [] } };
    this.groups.push(this.group);
  }

  /** The group of messages that stand in none. */
  private openNamelessGroup(unh: Segment): OpenGroup {
    if (this.groups.length > 0) this.problems.at('GROUPS_MIXED', unh);
    const { sender = '', receiver = '', control = '', date = '' } = this.header ?? {};
    const result = { functionalId: null, sender, receiver, control, date, version: '', versionCode: '' };
    const group = { problems: new Problems(), result: { ...result, declaredMessages: 0, messages: [] } };
    this.groups.push(group);
    return group;
  }

  private openMessage(unh: Segment): void {
    this.group ??= this.openNamelessGroup(unh);
    this.messageProblems = new Problems();
    this.count = 1;
    const first = new Segment(this.source, unh.start, unh.end, 1);
    const date = this.header?.date ?? '';
    this.message = { segments: [first], interchangeDate: date.length === 6 ? `20${date}` : date };
    const control = first.at(1, 1);
    if (!/^[\x20-\x7e]{1,14}$/.test(control)) this.messageProblems.at('UNH_CONTROL_INVALID', first, { element: 1 });
    else if (this.controls.has(control)) this.messageProblems.at('UNH_CONTROL_REPEATED', first, { element: 1 });
    this.controls.add(control);
  }

  private closeMessage(unt: Segment | null): void {
    const { message, group, messageProblems: problems } = this;
    if (!message || !group) {
      if (unt) (group?.problems ?? this.problems).at('SEGMENT_OUTSIDE_MESSAGE', unt);
      return;
    }
    const unh = message.segments[0] as Segment;
    if (!unt) {
      const place = { segment: 'UNT', segmentPosition: this.count + 1, byteOffset: this.tokens.start };
      problems.add('UNT_MISSING', place);
    } else {
      this.count++;
      message.segments.push(unt);
      if (!sameNumber(unt.at(1, 1), this.count)) {
        problems.at('UNT_COUNT_MISMATCH', unt, { element: 1, expected: this.count, found: unt.at(1) });
      }
      if (unt.at(2, 1) !== unh.at(1, 1)) {
        problems.at('UNT_CONTROL_MISMATCH', unt, { element: 2, expected: unh.at(1), found: unt.at(2) });
      }
    }
    if (this.count > maxMessageSegments) problems.at('MESSAGE_TOO_LARGE', unh, { expected: maxMessageSegments });
    const result = { ...this.judge(message, problems), segments: this.count };
    group.result.messages.push(result);
    if (group.result.functionalId === null && group.result.version === '') {
      Object.assign(group.result, { version: result.version, versionCode: result.version });
    }
    this.message = null;
  }

  private closeGroup(une: Segment | null): void {
    this.closeMessage(null);
    const { group } = this;
    if (!group || group.result.functionalId === null) {
      if (une) this.problems.at('SEGMENT_OUTSIDE_GROUP', une);
      return;
    }
    const { result, problems } = group;
    const found = result.messages.length;
    result.declaredMessages = numberOf(une?.at(1, 1)) ?? found;
    if (!une) problems.add('UNE_MISSING', { segment: 'UNE', byteOffset: this.tokens.start });
    else {
      if (!sameNumber(une.at(1, 1), found)) {
        problems.at('UNE_COUNT_MISMATCH', une, { element: 1, expected: found, found: une.at(1) });
      }
      if (une.at(2, 1) !== result.control) {
        problems.at('UNE_CONTROL_MISMATCH', une, { element: 2, expected: result.control, found: une.at(2) });
      }
    }
    this.group = null;
  }

  private closeInterchange(unz: Segment): void {
    this.closeGroup(null);
    const nameless = this.groups.find(({ result }) => result.functionalId === null);
    const counted = nameless ? nameless.result.messages.length : this.groups.length;
    if (nameless) nameless.result.declaredMessages = numberOf(unz.at(1, 1)) ?? counted;
    if (!sameNumber(unz.at(1, 1), counted)) {
      this.problems.at('UNZ_COUNT_MISMATCH', unz, { element: 1, expected: counted, found: unz.at(1) });
    }
    const control = this.header?.control ?? '';
    if (unz.at(2, 1) !== control) {
      this.problems.at('UNZ_CONTROL_MISMATCH', unz, { element: 2, expected: control, found: unz.at(2) });
    }
  }

  private closeUnfinished(at: number): void {
    this.closeGroup(null);
    const nameless = this.groups.find(({ result }) => result.functionalId === null);
    if (nameless) nameless.result.declaredMessages = nameless.result.messages.length;
    this.problems.add('UNZ_MISSING', { segment: 'UNZ', byteOffset: at });
  }
}

const numberOf = (text: string | undefined): number | undefined =>
  /^\d{1,6}$/.test(text ?? '') ? Number(text) : undefined;
