import { Problems, type Severities } from '../findings/problem.ts';
import type { GroupResult, InterchangeResult, MessageResult, ReceivedInterchangeAck } from '../result.ts';
import { sameNumber } from '../structure/counts.ts';
import { OpenMessage } from '../structure/open-message.ts';
import { lineFeed, maxSegmentBytes } from '../structure/tokenizer.ts';
import { checkGroupHeader, checkInterchangeHeader } from './envelope-headers.ts';
import { Segment, type Source } from './segment.ts';
import { X12Tokenizer } from './tokenizer.ts';

/** The segments of one transaction set with what the envelope found about it, before its structure is checked. */
export interface RawMessage {
  /** ST first; SE last where there is one. Nothing but ST of a set that is too large, or is not looked into. */
  segments: readonly Segment[];
  /** The segments are all there. */
  whole: boolean;
  groupDate: string;
  versionCode: string;
  functionalId: string;
}

export type JudgeMessage = (message: RawMessage, problems: Problems) => MessageResult;

export interface EnvelopeSink {
  /** The segments of a set are wanted, not only their number. */
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
  messageControls: Set<string>;
  problems: Problems;
}

/**
 * Walks ISA/GS/ST..SE/GE/IEA (X12.5, X12.6) as far as the window reaches, checks nesting, counts (SE01, GE01, IEA01)
 * and control references, and hands every transaction set to the sink as it ends. Only one set's bytes are kept.
 */
export class EnvelopeReader {
  private readonly tokens: X12Tokenizer;
  private readonly isa: Segment;
  private readonly header: ReturnType<typeof checkInterchangeHeader>;
  private readonly problems: Problems;
  private readonly groups: OpenGroup[] = [];
  private readonly acks: ReceivedInterchangeAck[] = [];
  private readonly groupControls = new Set<string>();
  private group: OpenGroup | null = null;
  private message: OpenMessage<Segment> | null = null;
  private messageProblems = new Problems();
  private wrapped = false;

  constructor(
    private readonly source: Source,
    private readonly start: number,
    private readonly sink: EnvelopeSink,
  ) {
    const { isaEnd, terminator } = source.delimiters;
    this.problems = new Problems(sink.severities);
    this.isa = new Segment(source, start, isaEnd, 0).kept();
    this.tokens = new X12Tokenizer(source, isaEnd + terminator.length);
    this.header = checkInterchangeHeader(this.isa, this.problems);
  }

  /** The window may let go of what lies before. */
  get keepFrom(): number {
    return this.message?.keepFrom(this.tokens.keepFrom) ?? this.tokens.keepFrom;
  }

  /** @returns where the interchange ends, null when more has to be read */
  advance(): number | null {
    const { tokens, source } = this;
    while (tokens.advance()) {
      this.checkToken();
      if (this.message && isBody(tokens.id)) {
        this.message.take(tokens);
        continue;
      }
      const segment = Segment.of(source, tokens, this.message ? this.message.count + 1 : 0);
      if (segment.id === 'ISA') {
        this.closeUnfinished(segment.start);
        return segment.start;
      }
      this.take(segment);
      if (segment.id === 'IEA') return tokens.next;
    }
    if (!source.window.complete) return null;
    this.closeUnfinished(source.window.end);
    return source.window.end;
  }

  result(): InterchangeResult {
    return {
      ...this.header,
      charset: this.source.charset,
      byteOffset: this.start,
      verdict: 'accepted',
      errors: this.problems.list,
      groups: this.groups.map(({ result }) => result),
      receivedAcks: this.acks,
    };
  }

  private checkToken(): void {
    const { tokens } = this;
    const breaks = (tokens.met & lineFeed) !== 0 && !this.wrapped;
    if (!tokens.tooLarge && tokens.terminated && !breaks) return;
    const { id } = Segment.of(this.source, tokens, 0);
    const place = { segment: id.slice(0, 3), byteOffset: tokens.start };
    if (tokens.tooLarge) this.problems.add('SEGMENT_TOO_LARGE', { ...place, expected: maxSegmentBytes });
    if (!tokens.terminated) this.problems.add('SEGMENT_NOT_TERMINATED', place);
    if (breaks) {
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
    if (this.message) this.message.take(this.tokens);
    else if (this.group) this.group.problems.at('SEGMENT_OUTSIDE_MESSAGE', segment);
    else if (segment.id === 'TA1') {
      const [, control = '', date = '', time = '', code = '', note = ''] = segment.elements;
      this.acks.push({ control, date, time, code, note });
    } else this.problems.at('SEGMENT_OUTSIDE_GROUP', segment);
  }

  private openGroup(gs: Segment): void {
    const problems = new Problems(this.sink.severities);
    const header = checkGroupHeader(gs, problems);
    const result: GroupResult = {
      ...header,
      declaredMessages: 0,
      verdict: 'accepted',
      errors: problems.list,
      messages: [],
    };
    if (this.groupControls.has(result.control)) this.problems.at('GS_CONTROL_REPEATED', gs, { element: 6 });
    this.groupControls.add(result.control);
    this.group = { problems, result, messages: 0, messageControls: new Set() };
    this.groups.push(this.group);
  }

  private openMessage(st: Segment): void {
    if (!this.group) {
      this.problems.at('SEGMENT_OUTSIDE_GROUP', st);
      return;
    }
    this.messageProblems = new Problems(this.sink.severities);
    const first = Segment.of(this.source, this.tokens, 1);
    const { source } = this;
    this.message = new OpenMessage(first, this.sink.looksInside, (token, position) =>
      Segment.of(source, token, position),
    );
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
    const { header: st } = message;
    if (!se)
      problems.add('SE_MISSING', { segment: 'SE', segmentPosition: message.count + 1, byteOffset: this.tokens.start });
    else {
      message.take(this.tokens);
      const counted = se.at(1);
      if (!(/^\d+$/.test(counted) && Number(counted) === message.count)) {
        problems.at('SE_COUNT_MISMATCH', se, { element: 1, expected: message.count, found: counted });
      }
      if (se.at(2) !== st.at(2)) {
        problems.at('SE_CONTROL_MISMATCH', se, { element: 2, expected: st.at(2), found: se.at(2) });
      }
    }
    const { exceeded } = message;
    if (exceeded) problems.at('MESSAGE_TOO_LARGE', st, exceeded);
    const { date: groupDate, versionCode, functionalId } = group.result;
    const raw = {
      segments: message.segments,
      whole: !exceeded,
      groupDate,
      versionCode,
      functionalId: functionalId ?? '',
    };
    group.messages++;
    this.message = null;
    this.sink.message({ ...this.sink.judge(raw, problems), segments: message.count }, group.result);
  }

  private closeGroup(ge: Segment | null): void {
    this.closeMessage(null);
    const group = this.group;
    if (!group) {
      if (ge) this.problems.at('SEGMENT_OUTSIDE_GROUP', ge);
      return;
    }
    const { result, problems, messages } = group;
    result.declaredMessages = /^\d{1,6}$/.test(ge?.at(1) ?? '') ? Number(ge?.at(1)) : messages;
    if (!ge) problems.add('GE_MISSING', { segment: 'GE', byteOffset: this.tokens.start });
    else {
      if (!sameNumber(ge.at(1), messages)) {
        problems.at('GE_COUNT_MISMATCH', ge, { element: 1, expected: messages, found: ge.at(1) });
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

/** Of no meaning to the envelope. */
const isBody = (id: string): boolean => id !== '' && !envelopeSegments.has(id);
const envelopeSegments = new Set(['ISA', 'GS', 'ST', 'SE', 'GE', 'IEA']);
