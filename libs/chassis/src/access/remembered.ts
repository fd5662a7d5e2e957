const most = 10_000;

/** What was found out, for as long as it holds; begins anew when there is too much of it. */
export class Remembered<Value> {
  private readonly known = new Map<string, { readonly value: Value; readonly until: number }>();

  get(name: string): Value | undefined {
    const found = this.known.get(name);
    return found && found.until > Date.now() ? found.value : undefined;
  }

  /** @param until milliseconds since 1970 */
  set(name: string, value: Value, until: number): void {
    if (this.known.size >= most) this.known.clear();
    this.known.set(name, { value, until });
  }
}
