import { checkout } from '@tradeloom/stack';

/** Which release each process runs: an earlier one, where there is one, until it is renewed. */
export class Releases {
  readonly #earlier: string;
  readonly #renewed = new Set<string>();
  readonly #startedAnew = new Set<string>();

  /** @param earlier the checkout in which it was built */
  constructor(earlier: string = checkout) {
    this.#earlier = earlier;
  }

  /** From its next start on. */
  renew(role: string): void {
    this.#renewed.add(role);
    this.#startedAnew.delete(role);
  }

  /** Asked at every start of a process. @returns the checkout that it starts from */
  of(role: string): string {
    if (!this.#renewed.has(role)) return this.#earlier;
    this.#startedAnew.add(role);
    return checkout;
  }

  /** Whether all that were renewed have started since. */
  get areRunning(): boolean {
    return [...this.#renewed].every((role) => this.#startedAnew.has(role));
  }

  /** Those of them that have not started since they were renewed: they still run what they ran, if they run. */
  behind(roles: readonly string[]): string[] {
    return roles.filter((role) => !this.#startedAnew.has(role));
  }
}
