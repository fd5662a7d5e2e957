/** Less than the gateway waits for a service's answer. */
const usualMs = 25_000;

/**
 * How long the ends of a connection wait for each other, so that a network that was cut without a word holds neither a
 * request nor a lock for long. The database gives a statement up first, and says so; a client that hears nothing at
 * all gives the connection up; and then the server lets go of the locks of a client that it does not hear from.
 */
export const patience = () => {
  const patienceMs = Number(process.env['DATABASE_PATIENCE_MS'] ?? usualMs);
  return {
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: Math.min(10_000, patienceMs),
    statement_timeout: Math.round(0.8 * patienceMs),
    query_timeout: patienceMs,
    idle_in_transaction_session_timeout: Math.round(1.2 * patienceMs),
  };
};

/** For a session that asks all the time: after such a silence the server alone still knows of it. In milliseconds. */
export const longestSilence = (): number => 2 * patience().query_timeout;
