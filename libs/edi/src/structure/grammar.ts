/**
 * A transaction set's grammar in one line of text per loop:
 *
 *     BEG! CUR REF*          BEG once and mandatory, CUR at most once, REF any number of times
 *     PER*3                  at most three
 *     (PO1! PID*2 (SCH!)*)!* a loop, opened by its first segment, mandatory, any number of times
 *
 * ST and SE are not written: every set has them.
 */
export interface GrammarNode {
  /** The segment's id; for a loop, that of the segment that opens it. */
  id: string;
  mandatory: boolean;
  max: number;
  /** A loop's content, its opening segment first; absent for a plain segment. */
  children?: GrammarNode[];
  /** In an EDIFACT message: the segment groups it stands in, or opens, outermost first: `SG25/SG33`. */
  path?: string;
  /** For a loop: which children a segment id may match. */
  index?: Map<string, number[]>;
}

export const parseGrammar = (text: string): GrammarNode => {
  const tokens = text.match(/\(|\)!?(?:\*\d*)?|[A-Z][A-Z0-9]+!?(?:\*\d*)?/g) ?? [];
  let at = 0;
  const sequence = (): GrammarNode[] => {
    const nodes: GrammarNode[] = [];
    while (at < tokens.length) {
      const token = tokens[at++] as string;
      if (token.startsWith(')')) {
        at--;
        break;
      }
      if (token !== '(') {
        nodes.push({ id: (token.match(/^[A-Z0-9]+/) as RegExpMatchArray)[0], ...occurrence(token) });
        continue;
      }
      const children = sequence();
      nodes.push(loop(children, occurrence(tokens[at++] as string)));
    }
    return nodes;
  };
  return loop(sequence(), { mandatory: true, max: 1 });
};

const loop = (children: GrammarNode[], occurs: { mandatory: boolean; max: number }): GrammarNode => {
  const index = new Map<string, number[]>();
  children.forEach((child, i) => {
    index.set(child.id, [...(index.get(child.id) ?? []), i]);
  });
  return { id: (children[0] as GrammarNode).id, ...occurs, children, index };
};

const occurrence = (token: string): { mandatory: boolean; max: number } => {
  const star = token.indexOf('*');
  return {
    mandatory: token.includes('!'),
    max: star < 0 ? 1 : Number(token.slice(star + 1) || Number.POSITIVE_INFINITY),
  };
};

/** Numbers the groups as the directories do: in the order in which they begin. */
export const nameGroups = (root: GrammarNode): GrammarNode => {
  let n = 0;
  const visit = (node: GrammarNode): void => {
    for (const child of node.children ?? []) {
      const outer = node.path ?? '';
      if (!child.children) {
        if (outer !== '') child.path = outer;
        continue;
      }
      n++;
      child.path = outer === '' ? `SG${n}` : `${outer}/SG${n}`;
      visit(child);
    }
  };
  visit(root);
  return root;
};

/** Every segment id of a grammar: one of these that fits nowhere is out of order, another does not belong. */
export const segmentIds = (node: GrammarNode, into = new Set<string>()): Set<string> => {
  into.add(node.id);
  for (const child of node.children ?? []) segmentIds(child, into);
  return into;
};
