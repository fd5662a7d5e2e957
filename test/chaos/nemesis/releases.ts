import { checkout } from '@tradeloom/stack';

/** Which release each process runs: an earlier one, where there is one, until it is renewed. */
export class Releases {
  readonly #renewed = new Set<string>();

  /** @param earlier the checkout in which it was built */
  constructor(private readonly earlier: string = checkout) {}

  /** From its next start on. */
  renew(role: string): void {
    this.#renewed.add(role);
  }

  of(role: string): string {
    return this.#renewed.has(role) ? checkout : this.earlier;
  }
}
