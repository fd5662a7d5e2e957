/** @returns undefined when the address answers 2xx, else why it is not ready (the causes it names itself, if it does) */
export async function reasonNotReady(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) });
    const body = await answer.text();
    return answer.ok ? undefined : `${answer.status} ${body.slice(0, 500)}`;
  } catch (error) {
    const { cause, message } = error as Error;
    return (cause as NodeJS.ErrnoException | undefined)?.code ?? message;
  }
}
