// Stands between Nx and its remote cache: takes the address of the cache, gives one that never fails a run.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { askServer } from './ask-server.js';

export interface CacheRelay {
  /** What Nx is to be given in place of the cache's own address. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export interface RelayOptions {
  /** The address of the cache, as Nx takes it. */
  readonly server: string;
  /** Milliseconds that nothing may come from the cache. */
  readonly patience: number;
  /** Called once, where the cache fails for the first time, with the reason. */
  readonly onFailure: (reason: string) => void;
}

/**
 * While the cache answers, its answers are handed on as they are. Once it fails, it is left alone: nothing is found in it,
 * and what is given to it is dropped. So a cache that dies in the middle costs time, and no run.
 *
 * Listens on this machine alone, and keeps no process alive.
 */
export async function relayCache({ server, patience, onFailure }: RelayOptions): Promise<CacheRelay> {
  let isDown = false;
  const relay = createServer(async (request, response) => {
    const body = await bodyOf(request).catch(() => undefined);
    // Who asked went away in the middle, which says nothing of the cache.
    if (body === undefined) return response.destroy();
    if (!isDown) {
      try {
        return await handOn(request, body, response, { server, patience });
      } catch (fault) {
        if (!isDown) onFailure(reasonOf(fault));
        isDown = true;
      }
    }
    response.writeHead(request.method === 'PUT' ? 202 : 404).end();
  });
  relay.unref();
  await new Promise<void>((resolve, reject) => {
    relay.once('error', reject);
    relay.listen(0, '127.0.0.1', resolve);
  });
  const address = relay.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        relay.closeAllConnections();
        relay.close(() => resolve());
      }),
  };
}

async function handOn(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  { server, patience }: Pick<RelayOptions, 'server' | 'patience'>,
): Promise<void> {
  const passed = ['authorization', 'content-type'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const answer = await askServer({
    server,
    path: url,
    method,
    headers: Object.fromEntries(passed),
    ...(method === 'PUT' ? { body } : {}),
    patience,
  });
  if (answer.status >= 500) throw new Error(`it answers with status ${answer.status}`);
  response.writeHead(answer.status, {
    'content-length': answer.body.length,
    ...(answer.type === undefined ? {} : { 'content-type': answer.type }),
  });
  response.end(answer.body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Of several addresses of one name, each may have failed. */
export function reasonOf(fault: unknown): string {
  const { code, message, errors } = fault as NodeJS.ErrnoException & { readonly errors?: readonly Error[] };
  return code ?? (message || errors?.[0]?.message || 'the connection failed');
}
