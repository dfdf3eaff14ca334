// The hooks of a plugin of Nx that make a run go on without its remote cache: they set what Nx reads, and take it back.
import { type ForgivenCache, forgiveCache, serverVariable } from './forgive-cache.js';

/** What Nx tells the hooks: which of its runs it is, as several may share a process. */
export interface RunContext {
  readonly id?: string;
}

export interface RemoteCacheHooks {
  /** Nx takes over the variables that it sets, from whatever process its plugins run in. */
  readonly preTasksExecution: (options: unknown, context: RunContext) => Promise<void>;
  /** Without this one Nx would end the process that the relay runs in before the tasks begin. */
  readonly postTasksExecution: (options: unknown, context: RunContext) => Promise<void>;
}

/** A plugin has to export both. @param warn prints a line for the person; on standard error otherwise */
export function remoteCacheHooks(
  warn: (text: string) => void = (text) => void process.stderr.write(`warning: ${text}\n`),
): RemoteCacheHooks {
  const running = new Map<string, ForgivenCache>();
  let own: string | undefined;
  return {
    preTasksExecution: async (_, { id = '' }) => {
      if (running.size === 0) own = process.env[serverVariable];
      const forgiven = await forgiveCache({ env: { [serverVariable]: own }, warn });
      running.set(id, forgiven);
      for (const [name, value] of Object.entries(forgiven.variables)) process.env[name] = value;
    },
    postTasksExecution: async (_, { id = '' }) => {
      await running.get(id)?.stop();
      running.delete(id);
      if (running.size > 0) return;
      if (own === undefined) delete process.env[serverVariable];
      else process.env[serverVariable] = own;
    },
  };
}
