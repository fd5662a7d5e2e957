import type { GrammarNode } from '../structure/grammar.ts';

/** One segment with its values as texts, read or to be written: `values[element - 1][component - 1]`. */
export interface Piece {
  readonly id: string;
  values: string[][];
  /** 1-based in its message; 0 for one that is to be written. */
  readonly position: number;
}

/** One occurrence of a loop. */
export interface Branch {
  readonly node: GrammarNode;
  /** In the order of the message; a loop's opening segment first. */
  readonly items: Item[];
}

/** What stands at one place of a loop: the number of the grammar's child, and a segment or a loop there. */
export type Item = { readonly child: number } & (
  | { readonly piece: Piece; readonly branch?: never }
  | { readonly branch: Branch; readonly piece?: never }
);

/**
 * The segments of a message as the tree of its grammar. They are known to keep to it: a segment that does not belong
 * is left out, as the check of the structure has said before.
 */
export const placeSegments = (grammar: GrammarNode, pieces: readonly Piece[]): Branch => {
  const root: Branch = { node: grammar, items: [] };
  let open: Frame[] = [{ branch: root, at: 0, count: 0 }];
  for (const piece of pieces) {
    for (let depth = open.length - 1; depth >= 0; depth--) {
      const frame = open[depth] as Frame;
      const child = nextChild(frame, piece.id, depth > 0);
      if (child === undefined) continue;
      open = open.slice(0, depth + 1);
      frame.count = child === frame.at ? frame.count + 1 : 1;
      frame.at = child;
      const node = (frame.branch.node.children as GrammarNode[])[child] as GrammarNode;
      if (!node.children) {
        frame.branch.items.push({ child, piece });
        break;
      }
      const branch: Branch = { node, items: [{ child: 0, piece }] };
      frame.branch.items.push({ child, branch });
      open.push({ branch, at: 0, count: 1 });
      break;
    }
  }
  return root;
};

interface Frame {
  readonly branch: Branch;
  at: number;
  count: number;
}

/** Where in a loop the segment goes: never backwards, and not where there is no more room. */
const nextChild = ({ branch, at, count }: Frame, id: string, inLoop: boolean): number | undefined => {
  const children = branch.node.children as GrammarNode[];
  return branch.node.index?.get(id)?.find((child) => {
    if (child < at || (child === 0 && inLoop)) return false;
    return child > at || count < (children[child] as GrammarNode).max;
  });
};

/** The segments of a tree in their order. */
export const piecesOf = ({ items }: Branch): Piece[] =>
  items.flatMap(({ piece, branch }) => (branch ? piecesOf(branch) : [piece]));

/** Puts something at its place: behind all that stands there or before it. */
export const insert = (branch: Branch, item: Item): void => {
  const after = branch.items.findLastIndex(({ child }) => child <= item.child);
  branch.items.splice(after + 1, 0, item);
};

export const openingOf = ({ items }: Branch): Piece | undefined => items[0]?.piece;
