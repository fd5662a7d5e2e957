import { there } from './check.ts';

/** A segment as its elements: `PO1`, `1`, `2000`, ... */
export type Segment = readonly string[];

/** What a partner's own translator sees of a file that it fetched. */
export interface X12File {
  readonly segments: readonly Segment[];
  readonly all: (id: string) => readonly Segment[];
  readonly first: (id: string) => Segment;
  /** The segments from each `id` up to the next `id` or one of `ends`. */
  readonly loops: (id: string, ...ends: readonly string[]) => readonly (readonly Segment[])[];
}

const isaLength = 105;
const elementSeparatorAt = 3;

/** Splits an interchange by the separators that its own ISA declares. */
export const readX12 = (text: string): X12File => {
  const element = there('ISA04', text[elementSeparatorAt]);
  const terminator = there('ISA terminator', text[isaLength]);
  const segments = text
    .split(terminator)
    .map((segment) => segment.trim().split(element))
    .filter(([id]) => id !== '');
  const all = (id: string): readonly Segment[] => segments.filter((segment) => segment[0] === id);
  const loops = (id: string, ...ends: readonly string[]): (readonly Segment[])[] => {
    const found: Segment[][] = [];
    let open = false;
    for (const segment of segments) {
      if (segment[0] === id) found.push([]);
      open = segment[0] === id || (open && !ends.includes(segment[0] ?? ''));
      if (open) found.at(-1)?.push(segment);
    }
    return found;
  };
  return { segments, all, first: (id) => there(`segment ${id}`, all(id)[0]), loops };
};
