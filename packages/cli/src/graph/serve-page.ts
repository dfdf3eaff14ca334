// A server for one page, on this machine alone: takes what gives its texts, gives an address and a way to tell of news.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodedError } from '@flake-lattice/errors';

export interface PageTexts {
  readonly html: () => string;
  readonly data: () => string;
}

export interface ServedPage {
  readonly address: string;
  /** Tells every page that is open. */
  readonly send: (event: string, data: unknown) => void;
  readonly close: () => void;
}

/** @param port 0 for any. @throws CodedError PORT_TAKEN */
export async function servePage(port: number, texts: PageTexts): Promise<ServedPage> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => answer(request, response, texts, listeners));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault) => reject(portTaken(port, fault)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const found = (server.address() as AddressInfo).port;
  return {
    address: `http://localhost:${found}/`,
    send: (event, data) => {
      for (const listener of listeners) listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    close: () => {
      for (const listener of listeners) listener.end();
      server.close();
    },
  };
}

function answer(
  { headers, method, url }: IncomingMessage,
  response: ServerResponse,
  { html, data }: PageTexts,
  listeners: Set<ServerResponse>,
): void {
  const send = (status: number, type: string, text: string) =>
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...shared }).end(text);
  // A name of elsewhere that leads here is how another site would read the page.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? ''))
    return void send(403, 'text/plain', 'not here\n');
  if (method !== 'GET') return void send(405, 'text/plain', 'only GET\n');
  if (url === '/') return void send(200, 'text/html', html());
  if (url === '/data.json') return void send(200, 'application/json', data());
  if (url !== '/events') return void send(404, 'text/plain', 'no such page\n');
  response.writeHead(200, { 'content-type': 'text/event-stream', ...shared });
  // A page that was away has missed what happened.
  response.write('retry: 500\nevent: lattice\ndata: 0\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

const shared = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

function portTaken(port: number, cause: Error): CodedError {
  return new CodedError({
    code: 'PORT_TAKEN',
    message: `nothing can be served at the port \`${port}\`: ${cause.message}`,
    hint: 'flake-lattice graph --serve   (takes one that is free)',
    cause,
  });
}
