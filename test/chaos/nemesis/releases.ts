import { checkout } from '@tradeloom/stack';

/** Which release each process runs: an earlier one, where there is one, until it is renewed. */
export class Releases {
  readonly #earlier: string;
  readonly #renewed = new Set<string>();

  /** @param earlier the checkout in which it was built */
  constructor(earlier: string = checkout) {
    this.#earlier = earlier;
  }

  /** From its next start on. */
  renew(role: string): void {
    this.#renewed.add(role);
  }

  of(role: string): string {
    return this.#renewed.has(role) ? checkout : this.#earlier;
  }
}
