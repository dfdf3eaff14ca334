// Sends one request to a server of HTTP: takes what to ask, gives its whole answer.
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

export interface ServerAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Buffer;
}

export interface ServerQuestion {
  /** The address of the server, with or without a path. */
  readonly server: string;
  /** Begins with `/`. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Milliseconds that nothing may come. */
  readonly patience: number;
}

/** On any port, unlike `fetch`. @throws Error of the connection, or where the server keeps silent */
export function askServer({
  server,
  path,
  method,
  headers,
  body,
  patience,
}: ServerQuestion): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const url = new URL(`${server.replace(/\/+$/, '')}${path}`);
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const asked = send(url, { method, headers: { ...headers, ...length }, timeout: patience }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 500,
          type: answer.headers['content-type'],
          body: Buffer.concat(parts),
        }),
      );
    });
    asked.on('timeout', () => asked.destroy(new Error(`nothing within ${patience / 1000} s`)));
    asked.on('error', reject);
    asked.end(body);
  });
}
