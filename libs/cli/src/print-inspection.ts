import type { StreamedInspection } from '@tradeloom/edi';
import type { FeedInspection } from '@tradeloom/feeds';
import type { Text } from '@tradeloom/kernel';
import { findingLine, say } from './print.ts';
import type { Language } from './terminal.ts';

type Verdict = FeedInspection['verdict'];

interface Finding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: Text;
}

/** What printing needs of an inspected EDI file; the object itself goes out whole with `--json`. */
export interface InspectedInterchanges {
  readonly file: string;
  readonly format: string;
  readonly charset: string | null;
  readonly verdict: Verdict;
  readonly errors: readonly (Finding & { readonly line?: number })[];
  readonly interchanges?: readonly {
    readonly sender: string;
    readonly receiver: string;
    readonly control: string;
    readonly test: boolean;
    readonly verdict: Verdict;
    readonly errors: readonly LocatedFinding[];
    readonly groups: readonly {
      readonly errors: readonly LocatedFinding[];
      readonly messages: readonly {
        readonly type: string;
        readonly version: string;
        readonly control: string;
        readonly verdict: Verdict;
        readonly segments: number;
        readonly errors: readonly LocatedFinding[];
      }[];
    }[];
  }[];
}

interface LocatedFinding extends Finding {
  readonly segment: string | null;
  readonly segmentPosition: number | null;
  readonly element: number | null;
  readonly component: number | null;
}

const headline = (file: string, format: string, charset: string | null, verdict: Verdict, language: Language): string =>
  `${file}: ${format}${charset === null ? '' : ` (${charset})`}, ${say(verdict, language)}`;

/** A feed for a person: the file's findings, then those of each row that has any, then the count. */
export const describeFeed = (feed: FeedInspection, language: Language): string => {
  const accepted = feed.rows.filter((row) => row.verdict === 'accepted').length;
  const rows = {
    en: `rows: ${accepted} of ${feed.rows.length} accepted`,
    zh: `行：共 ${feed.rows.length} 行，接受 ${accepted} 行`,
  };
  const kind = feed.kind === null ? '' : `, ${feed.kind}`;
  return [
    headline(feed.file, `${feed.format}${kind}`, feed.charset, feed.verdict, language),
    ...feed.errors.map((e) => findingLine(e, e.cell ?? '', language)),
    ...feed.rows.flatMap((row) => row.errors.map((e) => findingLine(e, e.cell ?? String(row.row), language))),
    `  ${rows[language]}`,
  ].join('\n');
};

const placeOf = ({ segment, segmentPosition, element, component }: LocatedFinding): string =>
  [
    segmentPosition === null ? '' : `#${segmentPosition}`,
    segment === null ? '' : `${segment}${element === null ? '' : String(element).padStart(2, '0')}`,
    component === null ? '' : `-${component}`,
  ]
    .filter((part) => part !== '')
    .join(' ');

/** Interchanges for a person, indented as they nest. */
export const describeInterchanges = (inspected: InspectedInterchanges, language: Language): string => {
  const lines = [headline(inspected.file, inspected.format, inspected.charset, inspected.verdict, language)];
  const add = (findings: readonly LocatedFinding[]) =>
    lines.push(...findings.map((e) => `  ${findingLine(e, placeOf(e), language)}`));
  lines.push(...inspected.errors.map((e) => findingLine(e, e.line === undefined ? '' : `L${e.line}`, language)));
  for (const interchange of inspected.interchanges ?? []) {
    const { control, sender, receiver, test, verdict } = interchange;
    const trial = test ? { en: ', test', zh: '，测试' }[language] : '';
    lines.push(`  ${control} ${sender} → ${receiver}${trial}: ${say(verdict, language)}`);
    add(interchange.errors);
    for (const group of interchange.groups) {
      add(group.errors);
      for (const m of group.messages) {
        lines.push(`    ${m.type} ${m.version} ${m.control} (${m.segments}): ${say(m.verdict, language)}`);
        add(m.errors);
      }
    }
  }
  return lines.join('\n');
};

/** A file read in pieces: the messages that are shown, and the count of all. */
export const describeStream = (
  inspected: InspectedInterchanges & { readonly counted: StreamedInspection['counted'] },
  language: Language,
): string => {
  const { messages, accepted, acceptedWithErrors, rejected, shown } = inspected.counted;
  const count = {
    en: `messages: ${messages}, of them accepted ${accepted}, accepted with errors ${acceptedWithErrors}, rejected ${rejected}; shown ${shown}`,
    zh: `报文共 ${messages} 条：接受 ${accepted}，有误接受 ${acceptedWithErrors}，拒绝 ${rejected}；显示 ${shown}`,
  };
  return `${describeInterchanges(inspected, language)}\n  ${count[language]}`;
};
