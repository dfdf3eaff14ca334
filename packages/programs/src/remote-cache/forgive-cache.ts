// Makes a run of Nx go on without its remote cache: takes the environment, gives the variables to change in it.
import { askServer } from './ask-server.js';
import { reasonOf, relayCache } from './relay-cache.js';

/** Nx reads it when its tasks begin; empty is as good as not set. */
export const serverVariable = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';

export interface ForgivenCache {
  /** To be set for Nx. Empty where no cache was named. */
  readonly variables: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export interface ForgiveOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called with a line for the person. */
  readonly warn: (text: string) => void;
  /** Milliseconds that the cache may take to answer at the beginning; default one second. */
  readonly patience?: number;
}

/** How long nothing may come once the cache is known to be there: what it holds can be large. */
const patienceOfTask = 30_000;

/**
 * Nx itself fails a run whose remote cache does not answer. A cache that is down is left out, with a warning; one that
 * answers is reached by a relay, so that the run goes on where it fails later.
 */
export async function forgiveCache({ env, warn, patience = 1000 }: ForgiveOptions): Promise<ForgivenCache> {
  const server = env[serverVariable];
  if (!server) return { variables: {}, stop: async () => {} };
  const tell = (reason: string) =>
    warn(`the remote cache ${withoutPassword(server)} does not answer (${reason}); tasks run without it`);
  const reason = await askCache(server, patience);
  if (reason !== undefined) {
    tell(reason);
    return { variables: { [serverVariable]: '' }, stop: async () => {} };
  }
  const { address, stop } = await relayCache({ server, patience: patienceOfTask, onFailure: tell });
  return { variables: { [serverVariable]: address }, stop };
}

/** Any answer is one, a refusal too: that is told by Nx. */
async function askCache(server: string, patience: number): Promise<string | undefined> {
  try {
    const { status } = await askServer({ server, path: '/v1/cache/0', method: 'GET', headers: {}, patience });
    return status >= 500 ? `it answers with status ${status}` : undefined;
  } catch (fault) {
    return reasonOf(fault);
  }
}

function withoutPassword(server: string): string {
  return server.replace(/\/\/[^/@]*@/, '//');
}
