import type { Located } from '../findings/problem.ts';

/** An element of a document, and where it stands in the file. */
export class XmlElement implements Located {
  readonly children: XmlElement[] = [];
  text = '';

  constructor(
    /** Its name without the prefix. */
    readonly id: string,
    readonly namespace: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly parent: XmlElement | null,
    /** In the order of the document, the root is 1. */
    readonly position: number,
    readonly start: number,
    readonly line: number,
    readonly column: number,
  ) {}

  /** `/Order/OrderLine[2]/LineItem/Quantity`: with a number where the parent holds several of the name. */
  get path(): string {
    if (!this.parent) return `/${this.id}`;
    const same = this.parent.all(this.id);
    return `${this.parent.path}/${this.id}${same.length > 1 ? `[${same.indexOf(this) + 1}]` : ''}`;
  }

  at(): string {
    return this.value;
  }

  offsetOf(): number {
    return this.start;
  }

  /** Its text without the blanks around it. */
  get value(): string {
    return this.text.trim();
  }

  all(name: string): XmlElement[] {
    return this.children.filter((child) => child.id === name);
  }

  /** The first element at the end of a way of names. */
  find(...[name, ...rest]: readonly string[]): XmlElement | undefined {
    const child = this.children.find((one) => one.id === name);
    return rest.length === 0 ? child : child?.find(...rest);
  }

  /** The text there; undefined where there is none or it is empty. */
  textAt(...way: readonly string[]): string | undefined {
    return this.find(...way)?.value || undefined;
  }
}
