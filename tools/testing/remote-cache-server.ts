// For tests: a server of Nx's protocol for remote caches, which keeps all in memory.
import { createServer } from 'node:http';

export interface RemoteCacheServer {
  readonly address: string;
  readonly token: string;
  /** What was asked of it, such as `PUT 202`, in order. */
  readonly asked: readonly string[];
  /** From now on it answers nothing but errors. */
  readonly breakDown: () => void;
  readonly stop: () => Promise<void>;
}

export async function startRemoteCache(): Promise<RemoteCacheServer> {
  const token = 'a-token';
  const kept = new Map<string, Buffer>();
  const asked: string[] = [];
  let isBroken = false;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const hash = /^\/v1\/cache\/([^/]+)$/.exec(request.url ?? '')?.[1] ?? '';
    const isKnown = request.headers.authorization === `Bearer ${token}`;
    const found = kept.get(hash);
    const answer = (status: number, body?: Buffer) => {
      asked.push(`${request.method} ${status}`);
      response.writeHead(status, { 'content-type': 'application/octet-stream' }).end(body);
    };
    if (isBroken) answer(500);
    else if (!isKnown) answer(401);
    else if (request.method === 'PUT' && found) answer(409);
    else if (request.method === 'PUT') {
      kept.set(hash, Buffer.concat(parts));
      answer(202);
    } else if (found) answer(200, found);
    else answer(404);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    token,
    asked,
    breakDown: () => {
      isBroken = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
