const most = 10_000;

/** What was found out, for as long as it holds; begins anew when there is too much of it. */
export class Remembered<Value> {
  /** By the clock that nobody sets: a wall clock that is put back would make everything hold for longer. */
  private readonly known = new Map<string, { readonly value: Value; readonly until: number }>();

  get(name: string): Value | undefined {
    const found = this.known.get(name);
    return found && found.until > performance.now() ? found.value : undefined;
  }

  /** @param forMs how long it holds from now on, in milliseconds */
  set(name: string, value: Value, forMs: number): void {
    if (this.known.size >= most) this.known.clear();
    this.known.set(name, { value, until: performance.now() + forMs });
  }
}
