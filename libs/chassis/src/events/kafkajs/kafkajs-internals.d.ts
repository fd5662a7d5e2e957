/** What `idle-queue.ts` needs of the client that the client does not show. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  class RequestQueue {
    constructor(options: {
      readonly maxInFlightRequests: number | null;
      readonly requestTimeout: number;
      readonly clientId: string;
      readonly broker: string;
      readonly logger: { debug(message: string, extra?: object): void };
    });
    readonly pending: readonly unknown[];
    /** milliseconds since the epoch, -1 when the broker has never asked for a pause */
    throttledUntil: number;
    readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
    push(request: {
      readonly entry: { readonly correlationId: number };
      readonly expectResponse: boolean;
      sendRequest(): void;
    }): void;
  }
  export default RequestQueue;
}
