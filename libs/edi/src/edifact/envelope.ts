import { Problems, type Severities } from '../findings/problem.ts';
import type { GroupResult, InterchangeResult, MessageResult } from '../result.ts';
import { sameNumber } from '../structure/counts.ts';
import { OpenMessage } from '../structure/open-message.ts';
import { carriageReturn, lineFeed, maxSegmentBytes } from '../structure/tokenizer.ts';
import { checkInterchangeHeader, groupHeader } from './envelope-headers.ts';
import { Segment, type Source } from './segment.ts';
import { EdifactTokenizer } from './tokenizer.ts';

/** The segments of one message with what the envelope found about it, before its structure is checked. */
export interface RawMessage {
  /** UNH first; UNT last where there is one. Nothing but UNH of a message that is too large, or is not looked into. */
  segments: readonly Segment[];
  /** The segments are all there. */
  whole: boolean;
  /** UNB 0017, CCYYMMDD. */
  interchangeDate: string;
}

export type JudgeMessage = (message: RawMessage, problems: Problems) => MessageResult;

export interface EnvelopeSink {
  /** The segments of a message are wanted, not only their number. */
  readonly looksInside: boolean;
  readonly judge: JudgeMessage;
  /** As agreed with the partner. */
  readonly severities?: Severities | undefined;
  /** @param group what its header says */
  message(message: MessageResult, group: GroupResult): void;
}

interface OpenGroup {
  result: GroupResult;
  messages: number;
  problems: Problems;
}

/**
 * Walks UNB/UNG/UNH..UNT/UNE/UNZ (ISO 9735-1) as far as the window reaches, checks nesting, counts (UNT 0074, UNE
 * 0060, UNZ 0036) and control references, and hands every message to the sink as it ends. Only one message's bytes are
 * kept. Messages without UNG stand in one group whose `functionalId` is null.
 */
export class EnvelopeReader {
  private readonly tokens: EdifactTokenizer;
  private readonly groups: OpenGroup[] = [];
  private readonly controls = new Set<string>();
  private begun = false;
  private header: ReturnType<typeof checkInterchangeHeader> | null = null;
  private group: OpenGroup | null = null;
  private message: OpenMessage<Segment> | null = null;
  private messageProblems = new Problems();
  private wrapped = false;

  constructor(
    private readonly source: Source,
    private readonly start: number,
    private readonly sink: EnvelopeSink,
    private readonly problems: Problems,
  ) {
    this.tokens = new EdifactTokenizer(source, source.service.unb);
  }

  /** The window may let go of what lies before. */
  get keepFrom(): number {
    return this.message?.keepFrom(this.tokens.keepFrom) ?? this.tokens.keepFrom;
  }

  /** @returns where the interchange ends, null when more has to be read */
  advance(): number | null {
    const { tokens, source } = this;
    while (tokens.advance()) {
      if (this.message && isBody(tokens.id)) {
        this.checkToken();
        this.message.take(tokens);
        continue;
      }
      const segment = Segment.of(source, tokens, this.message ? this.message.count + 1 : 0);
      const { id } = segment;
      // The next interchange begins without an end of this one: with a UNA or, without, with its UNB.
      if (this.begun && (id === 'UNB' || id.startsWith('UNA'))) {
        this.closeUnfinished(segment.start);
        return segment.start;
      }
      this.checkToken();
      this.take(segment, id);
      if (id === 'UNZ') return tokens.next;
    }
    if (!source.window.complete) return null;
    this.closeUnfinished(source.window.end);
    return source.window.end;
  }

  result(): InterchangeResult {
    return {
      ...(this.header as ReturnType<typeof checkInterchangeHeader>),
      charset: this.source.charset,
      byteOffset: this.start,
      verdict: 'accepted',
      errors: this.problems.list,
      groups: this.groups.map(({ result }) => result),
      receivedAcks: [],
    };
  }

  private checkToken(): void {
    const { tokens } = this;
    const breaks =
      !this.wrapped && (tokens.met & (lineFeed | carriageReturn)) !== 0 && this.source.service.terminator !== lf;
    if (!tokens.tooLarge && tokens.terminated && !breaks) return;
    const segment = Segment.of(this.source, tokens, 0);
    const place = { segment: segment.id.slice(0, 3), byteOffset: segment.start };
    if (tokens.tooLarge) this.problems.add('SEGMENT_TOO_LARGE', { ...place, expected: maxSegmentBytes });
    if (!tokens.terminated) {
      this.problems.add('SEGMENT_NOT_TERMINATED', place);
      if (segment.endsInRelease) this.problems.add('RELEASE_AT_END', { ...place, byteOffset: segment.end - 1 });
    }
    if (breaks) {
      this.wrapped = true;
      this.problems.add('LINE_BREAK_IN_SEGMENT', place);
    }
  }

  private take(segment: Segment, id: string): void {
    switch (id) {
      case 'UNB':
        this.begun = true;
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
    if (this.message) this.message.take(this.tokens);
    else (this.group?.problems ?? this.problems).at('SEGMENT_OUTSIDE_MESSAGE', segment);
  }

  private openGroup(ung: Segment): void {
    if (this.groups.some(({ result }) => result.functionalId === null)) this.problems.at('GROUPS_MIXED', ung);
    this.group = openGroup(groupHeader(ung), this.sink.severities);
    this.groups.push(this.group);
  }

  /** The group of messages that stand in none. */
  private openNamelessGroup(unh: Segment): OpenGroup {
    if (this.groups.length > 0) this.problems.at('GROUPS_MIXED', unh);
    const { sender = '', receiver = '', control = '', date = '' } = this.header ?? {};
    const header = { functionalId: null, sender, receiver, control, date, version: '', versionCode: '' };
    const group = openGroup(header, this.sink.severities);
    this.groups.push(group);
    return group;
  }

  private openMessage(unh: Segment): void {
    this.group ??= this.openNamelessGroup(unh);
    this.messageProblems = new Problems(this.sink.severities);
    const { source } = this;
    const first = Segment.of(source, this.tokens, 1);
    this.message = new OpenMessage(first, this.sink.looksInside, (token, position) =>
      Segment.of(source, token, position),
    );
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
    const { header: unh } = message;
    if (!unt) {
      const place = { segment: 'UNT', segmentPosition: message.count + 1, byteOffset: this.tokens.start };
      problems.add('UNT_MISSING', place);
    } else {
      message.take(this.tokens);
      if (!sameNumber(unt.at(1, 1), message.count)) {
        problems.at('UNT_COUNT_MISMATCH', unt, { element: 1, expected: message.count, found: unt.at(1) });
      }
      if (unt.at(2, 1) !== unh.at(1, 1)) {
        problems.at('UNT_CONTROL_MISMATCH', unt, { element: 2, expected: unh.at(1), found: unt.at(2) });
      }
    }
    const { exceeded } = message;
    if (exceeded) problems.at('MESSAGE_TOO_LARGE', unh, exceeded);
    const date = this.header?.date ?? '';
    const interchangeDate = date.length === 6 ? `20${date}` : date;
    const raw = { segments: message.segments, whole: !exceeded, interchangeDate };
    const result = { ...this.sink.judge(raw, problems), segments: message.count };
    group.messages++;
    this.message = null;
    if (group.result.functionalId === null && group.result.version === '') {
      Object.assign(group.result, { version: result.version, versionCode: result.version });
    }
    this.sink.message(result, group.result);
  }

  private closeGroup(une: Segment | null): void {
    this.closeMessage(null);
    const { group } = this;
    if (!group || group.result.functionalId === null) {
      if (une) this.problems.at('SEGMENT_OUTSIDE_GROUP', une);
      return;
    }
    const { result, problems, messages: found } = group;
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
    const counted = nameless ? nameless.messages : this.groups.length;
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
    if (nameless) nameless.result.declaredMessages = nameless.messages;
    this.problems.add('UNZ_MISSING', { segment: 'UNZ', byteOffset: at });
  }
}

const openGroup = (header: ReturnType<typeof groupHeader>, severities: Severities | undefined): OpenGroup => {
  const problems = new Problems(severities);
  const result: GroupResult = {
    ...header,
    declaredMessages: 0,
    verdict: 'accepted',
    errors: problems.list,
    messages: [],
  };
  return { problems, messages: 0, result };
};

const lf = 0x0a;

/** Of no meaning to the envelope. */
const isBody = (id: string): boolean => id !== '' && !id.startsWith('UN');

const numberOf = (text: string | undefined): number | undefined =>
  /^\d{1,6}$/.test(text ?? '') ? Number(text) : undefined;
